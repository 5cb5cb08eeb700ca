import type { FastifyInstance } from 'fastify';

/** Streams that readers follow now; they end when the server stops, so that their clients go elsewhere and resume. */
export type OpenStreams = {
  /** @returns forgets the stream, once it is over */
  add(end: () => void): () => void;
};

export function addOpenStreams(app: FastifyInstance): OpenStreams {
  const ends = new Set<() => void>();
  app.addHook('preClose', async () => {
    for (const end of ends) end();
  });
  return {
    add(end) {
      ends.add(end);
      return () => void ends.delete(end);
    },
  };
}
