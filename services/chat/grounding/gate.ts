import type { Language } from '../../shared/language.ts';
import type { Claim, SourceRef } from '../answer/answer.ts';
import { phrase } from '../phrases.ts';
import type { Evidence } from './evidence.ts';
import type { ServiceCodes } from './figure.ts';
import { continued, gap, mended } from './mend.ts';
import { makePlace } from './place.ts';
import { makeSplitter } from './sentences.ts';
import { leadPattern, showable } from './showable.ts';
import { unsupportedOf, type Verdict, verdictsOn } from './verdict.ts';

/** A checked item and the source that holds it; the caller turns the source into a marker. */
export type CheckedClaim = Omit<Claim, 'citationMarker'> & {
  sourceRef: SourceRef | null;
  quote: string | null;
};

/**
 * What may be shown, in order. The texts joined are the final text.
 * SENTENCE stands behind each sentence's last word, where a citation marker reads well, and before its white space.
 */
export type GateEvent<Mark> =
  | { kind: 'TEXT'; text: string }
  | { kind: 'SENTENCE'; claims: CheckedClaim[]; marks: Mark[] };

/**
 * Writes a sentence again without the figures that no source holds.
 * @param about `shown`: what the reader has seen of the sentence, best continued word for word
 * @returns the whole sentence; null when it can't be done
 */
export type Rewrite = (
  sentence: string,
  unsupported: readonly string[],
  about: { shown: string; signal: AbortSignal },
) => Promise<string | null>;

export type Gate<Mark> = {
  /** Takes a piece of the engine's text. Runs one at a time; waits while a sentence is written again. */
  push(text: string): AsyncGenerator<GateEvent<Mark>>;
  /** Notes something about the text pushed so far; it comes out with the sentence it falls in. */
  mark(mark: Mark): void;
  /**
   * @param how BROKEN_OFF: the engine stopped in the middle, so a figure at the end may be half a figure; the
   *   unfinished sentence ends where it was last shown
   */
  end(how: 'COMPLETE' | 'BROKEN_OFF'): AsyncGenerator<GateEvent<Mark>>;
};

export type GateOptions = {
  language: Language;
  evidence: Evidence;
  codes: ServiceCodes;
  /** Null: figures are left out without a second try. */
  rewrite: Rewrite | null;
  /** Asked for once per rewriting; when it aborts, the gate goes on without. */
  rewriteDeadline: () => AbortSignal;
  /** Most rewritings for one answer, so that a model gone astray costs no endless calls. Default 4. */
  mostRewrites?: number;
};

/** Lets an answer's text pass as soon as what it states is known to stand in a source. */
export function makeGate<Mark = never>(options: GateOptions): Gate<Mark> {
  const { language, codes } = options;
  const splitter = makeSplitter();
  const place = makePlace();
  const notice = phrase('figureLeftOut', language);
  const unconfirmed = phrase('unconfirmed', language);
  let marks: { offset: number; mark: Mark }[] = [];
  let received = 0;
  let finished = 0;
  let shown = 0;
  let rewritesLeft = options.mostRewrites ?? 4;

  function* say(text: string): Generator<GateEvent<Mark>> {
    if (text === '') return;
    place.said(text);
    yield { kind: 'TEXT', text };
  }

  function* show(rest: string): Generator<GateEvent<Mark>> {
    const upTo = showable(rest, language, codes);
    if (upTo <= shown) return;
    if (shown === 0) yield* say(place.begin(rest, notice));
    yield* say(rest.slice(shown, upTo));
    shown = upTo;
  }

  async function writtenAgain(body: string, verdicts: readonly Verdict[]): Promise<string | null> {
    const unsupported = unsupportedOf(verdicts);
    if (options.rewrite === null || unsupported.length === 0 || rewritesLeft === 0) return null;
    rewritesLeft--;
    const lead = leadPattern.exec(body)?.[0] ?? '';
    const sentence = body.slice(lead.length);
    const signal = options.rewriteDeadline();
    const about = { shown: body.slice(lead.length, Math.max(lead.length, shown)), signal };
    const answer = await settled(options.rewrite, sentence, unsupported, about);
    const clean = answer === null ? '' : place.fitted(answer.trim().replace(leadPattern, ''), sentence);
    return clean === '' ? null : continued(body.slice(0, shown), lead, clean);
  }

  function check(text: string): Verdict[] {
    return verdictsOn(text, place.context(), { evidence: options.evidence, language, codes });
  }

  /** The text that may stand for a sentence, what it claims, and whether something is missing from it. */
  async function checked(body: string, mayRewrite: boolean) {
    const first = check(body);
    const again = mayRewrite ? await writtenAgain(body, first) : null;
    const second = again === null ? first : check(again);
    const better = again !== null && unsupportedOf(second).length < unsupportedOf(first).length;
    const text = better ? again : body;
    const verdicts = better ? second : first;
    const { text: clean, leftOut } = mended(text, verdicts, shown, unconfirmed);
    // Taking a figure out can make another of its neighbours; then none of them stays
    const after = leftOut ? check(clean) : verdicts.filter(({ support, priceLike }) => support || !priceLike);
    if (!after.some(({ support, priceLike }) => support === null && priceLike)) {
      return { text: clean, leftOut, claims: claimsOf(after) };
    }
    const kept = Math.max(shown, leadPattern.exec(body)?.[0].length ?? 0);
    return { text: body.slice(0, kept) + gap, leftOut: true, claims: [] };
  }

  async function* finish(sentence: string, mayRewrite: boolean): AsyncGenerator<GateEvent<Mark>> {
    finished += sentence.length;
    if (shown === 0) yield* say(place.begin(sentence, notice));
    const { body, trail } = place.parts(sentence);
    const { text, leftOut, claims } = await checked(body, mayRewrite);
    yield* say(text.slice(shown));
    shown = 0;
    const here = marks.filter(({ offset }) => offset <= finished).map(({ mark }) => mark);
    marks = marks.filter(({ offset }) => offset > finished);
    if (body !== '' || here.length > 0) yield { kind: 'SENTENCE', claims, marks: here };
    if (leftOut) yield* say(place.noticed(notice));
    yield* say(trail);
    place.finish(text, trail);
  }

  return {
    async *push(text) {
      received += text.length;
      for (const sentence of splitter.push(text)) yield* finish(sentence, true);
      yield* show(splitter.rest());
    },
    mark(mark) {
      marks.push({ offset: received, mark });
    },
    async *end(how) {
      const rest = splitter.rest();
      const isWhole = how === 'COMPLETE' || /(?:^|[^\d])[.!?]\s*$/.test(rest);
      if (isWhole) for (const sentence of splitter.end()) yield* finish(sentence, how === 'COMPLETE');
      const left = marks.map(({ mark }) => mark);
      if (left.length > 0) yield { kind: 'SENTENCE', claims: [], marks: left };
      yield* say(place.close(notice));
    },
  };
}

/** Failing, throwing at once or taking too long is all the same: there is no rewritten sentence. */
async function settled(
  rewrite: Rewrite,
  sentence: string,
  unsupported: readonly string[],
  about: { shown: string; signal: AbortSignal },
): Promise<string | null> {
  const { signal } = about;
  if (signal.aborted) return null;
  const expired = new Promise<null>((resolve) => {
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  const asked = (async () => rewrite(sentence, unsupported, about))().catch(() => null);
  return Promise.race([asked, expired]);
}

function claimsOf(verdicts: readonly Verdict[]): CheckedClaim[] {
  return verdicts.map(({ figure, support }) => ({
    text: figure.text,
    kind: figure.kind,
    supported: support !== null,
    sourceRef: support?.sourceRef ?? null,
    quote: support === null || support.sourceRef === null ? null : support.quote,
  }));
}
