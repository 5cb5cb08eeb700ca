import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';

export type Embedder = {
  model: string;
  /**
   * One vector a text, in order, all of one length.
   * @throws AppError DOWNSTREAM_SERVICE_ERROR or GATEWAY_TIMEOUT; the signal's reason once it is aborted
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<number[][]>;
};

export type EmbedderOptions = {
  /** Base address; "/v1/embeddings" is added unless it ends in "/embeddings" */
  url: string;
  model: string;
  apiKey: string | null;
  /** For one request */
  timeoutMs: number;
  /** Null: the first answer's length is the one that all must have */
  dimension: number | null;
  fetch: typeof fetch;
  /** From 0 to 1; spreads the second try */
  random(): number;
  pause(ms: number, signal: AbortSignal): Promise<void>;
};

/** Within what Voyage, OpenAI, Ollama and TEI take at once. */
const batchSize = 32;
const shortestPauseMs = 200;
const longestPauseMs = 2_000;

const answer = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1) })),
});

const failure = (message: string, cause?: unknown) =>
  new AppError('DOWNSTREAM_SERVICE_ERROR', `embeddings: ${message}`, { cause });

function addressOf(url: string): string {
  const base = url.replace(/\/+$/, '');
  if (base.endsWith('/embeddings')) return base;
  return base.endsWith('/v1') ? `${base}/embeddings` : `${base}/v1/embeddings`;
}

const isPassing = (status: number): boolean => status === 429 || status >= 500;

/**
 * Asks an OpenAI-compatible service for dense vectors, in batches one after the other, each tried again once when the
 * service is busy or failing.
 */
export function makeEmbedder(options: EmbedderOptions): Embedder {
  const { model, apiKey, timeoutMs, random, pause } = options;
  const address = addressOf(options.url);
  let dimension = options.dimension;

  const post = async (texts: readonly string[], signal: AbortSignal): Promise<Response> => {
    const deadline = AbortSignal.timeout(timeoutMs);
    try {
      return await options.fetch(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
        },
        body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
        signal: AbortSignal.any([signal, deadline]),
      });
    } catch (error) {
      signal.throwIfAborted();
      if (deadline.aborted) {
        throw new AppError('GATEWAY_TIMEOUT', `embeddings: no answer within ${timeoutMs} ms`, {
          cause: error,
        });
      }
      throw failure('could not be reached', error);
    }
  };

  const twice = async (texts: readonly string[], signal: AbortSignal): Promise<Response> => {
    const first = await post(texts, signal);
    if (!isPassing(first.status)) return first;
    await first.body?.cancel();
    const asked = Number(first.headers.get('retry-after')) * 1_000 || shortestPauseMs;
    await pause(Math.min(asked, longestPauseMs) * (1 + random() / 2), signal);
    return post(texts, signal);
  };

  const batch = async (texts: readonly string[], signal: AbortSignal): Promise<number[][]> => {
    const response = await twice(texts, signal);
    if (!response.ok) {
      await response.body?.cancel();
      throw failure(`status ${response.status}`);
    }
    const read = answer.safeParse(await response.json().catch(() => null));
    if (!read.success) throw failure('an answer of another shape');
    const vectors = [...read.data.data].sort((one, other) => one.index - other.index);
    if (vectors.length !== texts.length) {
      throw failure(`${vectors.length} vectors for ${texts.length} texts`);
    }
    dimension ??= vectors[0]?.embedding.length ?? null;
    const other = vectors.find(({ embedding }) => embedding.length !== dimension);
    if (other) throw failure(`a vector of ${other.embedding.length} numbers instead of ${dimension}`);
    return vectors.map(({ embedding }) => embedding);
  };

  return {
    model,
    async embed(texts, signal) {
      const vectors: number[][] = [];
      for (let at = 0; at < texts.length; at += batchSize) {
        vectors.push(...(await batch(texts.slice(at, at + batchSize), signal)));
      }
      return vectors;
    },
  };
}
