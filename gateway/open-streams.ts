import type { FastifyInstance } from 'fastify';
import type { StreamRecorder } from './stages/record.streams.ts';

/** Streams that readers follow now; they end when the server stops, so that their clients go elsewhere and resume. */
export type OpenStreams = {
  /** @returns forgets the stream, once it is over */
  add(end: () => void): () => void;
  counts: StreamRecorder['sse'];
};

export function addOpenStreams(app: FastifyInstance, counts: StreamRecorder['sse']): OpenStreams {
  const ends = new Set<() => void>();
  counts.watch(() => ends.size);
  app.addHook('preClose', async () => {
    for (const end of ends) end();
  });
  return {
    counts,
    add(end) {
      ends.add(end);
      return () => void ends.delete(end);
    },
  };
}
