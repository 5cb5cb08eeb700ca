/** How long a stream outlives its answer: longer than any reader stays away. */
export const streamTtlSeconds = 86_400;

/** The keys in Redis. */
export type StreamKeys = {
  /** Stream of one answer: `<sequence>-0` holds an event, `<last sequence>-1` ends it. */
  answer(answerId: string): string;
  /** Stream of what every process has to hear: stops that were asked for, answers that were deleted. */
  notices: string;
  /** Stream that ends a process's own blocking read when it has to read more. */
  wake: string;
};

/** @param nonce a name of this process that no other has */
export function streamKeys(prefix: string, nonce: string): StreamKeys {
  return {
    answer: (answerId) => `${prefix}:answer:v1:${answerId}`,
    notices: `${prefix}:notices:v1`,
    wake: `${prefix}:wake:v1:${nonce}`,
  };
}
