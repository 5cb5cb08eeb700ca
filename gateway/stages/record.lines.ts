import type { Logger } from '../../services/shared/logger.ts';
import type { Operation } from './operation.ts';
import { publicName } from './record.operations.ts';
import type { Exchange } from './record.ts';

type Told = Pick<Exchange, 'method' | 'route' | 'status' | 'caller' | 'operation'>;

/**
 * Loggers that say already what many exchanges have in common: writing it out for each costs more than all the rest of its
 * line. There are as many as there are routes, statuses and kinds of callers, for each operation that is remembered.
 */
export function makeExchangeLines(logger: Logger): (exchange: Told) => Logger {
  const ofOperation = new WeakMap<Operation, Map<string, Logger>>();
  const ofNone = new Map<string, Logger>();

  function loggersOf(operation: Operation | null | undefined): Map<string, Logger> {
    if (!operation) return ofNone;
    const known = ofOperation.get(operation);
    if (known) return known;
    const made = new Map<string, Logger>();
    ofOperation.set(operation, made);
    return made;
  }

  return ({ method, route, status, caller, operation }) => {
    const loggers = loggersOf(operation);
    const callerKind = caller?.kind;
    const key = `${method} ${status} ${callerKind} ${route}`;
    const known = loggers.get(key);
    if (known) return known;
    const named = operation && { operation: publicName(operation), documentId: operation.documentId };
    const made = logger.child({ method, route, status, callerKind, ...named });
    loggers.set(key, made);
    return made;
  };
}
