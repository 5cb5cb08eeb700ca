import { Language } from '../../shared/language.ts';
import type { Passage } from '../retrieval/passage.ts';
import type { Source } from '../tools/tool.ts';
import { type Evidence, makeEvidence } from './evidence.ts';
import { serviceCodesOf } from './figure.ts';
import { type GateEvent, type GateOptions, makeGate } from './gate.ts';

export const codes = serviceCodesOf([
  { code: 'C1', aliases: [] },
  { code: 'C2', aliases: [] },
  { code: 'E28A', aliases: [] },
  { code: 'E33G', aliases: [] },
  { code: 'E31BE', aliases: ['E31B', 'E31E', 'E31B/E31E'] },
  { code: 'PMA-SETUP', aliases: ['PMA', 'PT-PMA'] },
  { code: 'LKPM', aliases: [] },
]);

export function aSource(parts: Partial<Source> = {}): Source {
  return {
    ref: 'service:E33G',
    label: 'Remote worker KITAS (E33G)',
    facts: ['Offshore: 12.500.000 IDR', 'Onshore: 14.000.000 IDR', 'Valid 1 year, 30-45 days to process'],
    ...parts,
  };
}

export function aPassage(parts: Partial<Passage> = {}): Passage {
  return {
    id: 'p1',
    documentId: 'd1',
    title: 'Overstay',
    text: 'The fine for overstay is IDR 1,000,000 per day, up to 60 days (Law 6/2011).',
    topic: 'VISA',
    language: Language.EN,
    sourceUrl: null,
    effectiveFrom: null,
    services: [],
    kbli: [],
    ...parts,
  };
}

export function someEvidence(language: Language = Language.EN): Evidence {
  const evidence = makeEvidence({ language, codes });
  evidence.addSources([
    aSource(),
    aSource({ ref: 'service:C1', label: 'C1 Tourism visa', facts: ['Price: 2.300.000 IDR', 'Stay 60 days'] }),
    aSource({
      ref: 'service:C2',
      label: 'C2 Business visa',
      facts: ['Price: 3.600.000 IDR', 'Stay 60 days'],
    }),
  ]);
  evidence.addPassages([aPassage()]);
  return evidence;
}

type Run = { text: string; events: GateEvent<string>[]; shown: string[] };

/** Sends pieces through a gate; a piece `{ mark }` is noted instead of sent. */
export async function passed(
  input: readonly (string | { mark: string })[],
  options: Partial<GateOptions> & { how?: 'COMPLETE' | 'BROKEN_OFF' } = {},
): Promise<Run> {
  const gate = makeGate<string>({
    language: Language.EN,
    evidence: someEvidence(options.language),
    codes,
    rewrite: null,
    rewriteDeadline: () => new AbortController().signal,
    ...options,
  });
  const events: GateEvent<string>[] = [];
  const shown: string[] = [];
  const textOf = () => events.map((event) => (event.kind === 'TEXT' ? event.text : '')).join('');
  for (const piece of input) {
    if (typeof piece !== 'string') gate.mark(piece.mark);
    else for await (const event of gate.push(piece)) events.push(event);
    shown.push(textOf());
  }
  for await (const event of gate.end(options.how ?? 'COMPLETE')) events.push(event);
  return { text: textOf(), events, shown };
}

export function claimsIn(run: Run) {
  return run.events.flatMap((event) => (event.kind === 'SENTENCE' ? event.claims : []));
}
