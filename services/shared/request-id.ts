import { randomUUID } from 'node:crypto';

const acceptable = /^[\w-]{8,64}$/;

/**
 * The id that follows a request through logs, services and the answer.
 * @param given what the caller sent; taken when it has 8 to 64 letters, digits, `_` or `-`, so that it can't forge log lines
 */
export function requestIdFrom(given: string | string[] | undefined): string {
  return typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
}
