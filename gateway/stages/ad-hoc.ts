import type { Logger } from '../../services/shared/logger.ts';
import type { Operation } from './operation.ts';

/**
 * Tells of operations that trusted-only mode would refuse: one line at the first, tenth, hundredth … time of each, so
 * that the log says what is still asked and how often, and is not flooded by it. Counts live as long as the document is
 * remembered.
 */
export function makeAdHocLog(logger: Logger): (operation: Operation) => void {
  const seen = new WeakMap<Operation, { times: number; next: number }>();
  return (operation) => {
    const count = seen.get(operation) ?? { times: 0, next: 1 };
    seen.set(operation, count);
    count.times += 1;
    if (count.times < count.next) return;
    count.next *= 10;
    const { documentId, name } = operation;
    logger.warn({ documentId, name, times: count.times }, 'a document that is not trusted');
  };
}
