import { type PromiseOrValue, whenReady } from '../services/shared/promise-or-value.ts';
import { acceptedCoding } from './accept-encoding.ts';
import { type Coding, compressed } from './coding.ts';
import type { Asked, Reply } from './reply.ts';
import type { CachedAnswer } from './stages/cache.ts';

/** Below that the headers weigh more than what is saved. */
export const leastBytes = 1_024;

type Forms = Partial<Record<Coding, PromiseOrValue<Buffer | null>>> & { bytes: number };

/** The compressed forms of bodies that are kept; they go when the body goes. */
const kept = new WeakMap<Buffer, Forms>();

/**
 * The compressed form of a body that is kept, made once and off this thread.
 * @returns null where compressing is not worth it. All forms of a body together take no more than the body itself
 */
export function compressedForm(body: Buffer, coding: Coding): PromiseOrValue<Buffer | null> {
  if (body.length < leastBytes) return null;
  const forms = kept.get(body) ?? { bytes: 0 };
  const known = forms[coding];
  if (known !== undefined) return known;
  kept.set(body, forms);
  const making = compressed(body, coding).then((made) => {
    const fits = forms.bytes + made.length <= body.length;
    if (fits) forms.bytes += made.length;
    const form = fits ? made : null;
    forms[coding] = form;
    return form;
  });
  forms[coding] = making;
  return making;
}

/**
 * Sends a body that is kept, in the coding that the client likes best: a known form goes out as it is.
 * @returns at once when it is sent
 */
export function sendKept(
  request: Asked,
  reply: Reply,
  answer: Pick<CachedAnswer, 'body' | 'text'>,
): PromiseOrValue<void> {
  const coding = acceptedCoding(request.headers['accept-encoding']);
  if (!coding) return void reply.send(answer.text ?? answer.body);
  const { body } = answer;
  return whenReady(compressedForm(body, coding), (form) => {
    if (form) reply.header('content-encoding', coding);
    reply.send(form ?? body);
  });
}

/**
 * Sends a body that nobody will ask for again.
 * @returns at once when it is sent
 */
export function sendOnce(request: Asked, reply: Reply, json: string | Buffer): PromiseOrValue<void> {
  const coding = acceptedCoding(request.headers['accept-encoding']);
  if (!coding || Buffer.byteLength(json) < leastBytes) return void reply.send(json);
  return compressed(Buffer.from(json), coding).then((made) => {
    reply.header('content-encoding', coding).send(made);
  });
}
