import { Language } from '../../shared/language.ts';
import type { SourceRef } from '../answer/answer.ts';
import type { Passage } from '../retrieval/passage.ts';
import type { Source } from '../tools/tool.ts';
import { serviceCodesIn } from './codes.ts';
import { impliedBy } from './dates.ts';
import type { Figure, ServiceCodes } from './figure.ts';
import { figuresIn } from './figures.ts';
import { sentencesOf } from './sentences.ts';
import { leadPattern } from './showable.ts';
import { mayQuote, maySupport, type Standing, type Statement } from './standing.ts';

/** What a source says about a figure; `sourceRef` null when the person said it. */
export type Support = { sourceRef: SourceRef | null; label: string; quote: string };

/** The figures of one answer's sources. It grows while tools answer. */
export type Evidence = {
  addSources(sources: readonly Source[]): void;
  addPassages(passages: readonly Passage[]): void;
  /** What the person said in this conversation: given, but never the ground of a price. */
  addQuestion(text: string): void;
  /** The source that holds a figure, by its normal form; null when none does. */
  supportOf(figure: Figure, statement: Statement): Support | null;
};

type Holding = Support & Standing;

/** A sentence of a passage. */
type Quotable = Support & { title: string };

const passageRef = /^passage:/;

/** A sentence as it is compared with others: without signs of Markdown, markers and white space. */
function plain(sentence: string): string {
  return sentence
    .replace(leadPattern, '')
    .replace(/\[\d+\]|[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** @param language of the answer, in which tools state their facts */
export function makeEvidence(options: { language: Language; codes: ServiceCodes }): Evidence {
  const { language, codes } = options;
  const holdings = new Map<string, Holding[]>();
  const quotable = new Map<string, Quotable[]>();

  const hold = (key: string, holding: Holding) => {
    const held = holdings.get(key);
    if (held === undefined) holdings.set(key, [holding]);
    else if (
      !held.some(({ sourceRef, quote }) => sourceRef === holding.sourceRef && quote === holding.quote)
    ) {
      held.push(holding);
    }
  };
  const index = (text: string, spoken: Language, holding: Holding) => {
    for (const figure of figuresIn(text, spoken, codes)) {
      hold(keyOf(figure), holding);
      if (figure.kind !== 'DATE') continue;
      for (const normal of impliedBy(figure.normal)) hold(keyOf({ ...figure, normal }), holding);
    }
  };
  const codesOf = (text: string) => new Set(serviceCodesIn({ text }, codes).map(({ normal }) => normal));

  const addProse = (passage: Pick<Passage, 'title' | 'text' | 'language'>, ref: SourceRef, label: string) => {
    let previous = '';
    for (const sentence of sentencesOf(`${passage.title}\n\n${passage.text}`)) {
      const quote = sentence.trim();
      const context = `${passage.title} ${previous} ${quote}`;
      const about = codesOf(context);
      index(quote, passage.language, {
        sourceRef: ref,
        label,
        quote,
        from: 'PASSAGE',
        context,
        codes: about,
      });
      const key = plain(quote);
      quotable.set(key, [
        ...(quotable.get(key) ?? []),
        { sourceRef: ref, label, quote, title: passage.title },
      ]);
      previous = quote;
    }
  };

  return {
    addSources(sources) {
      for (const { ref, label, facts } of sources) {
        if (passageRef.test(ref)) {
          addProse({ title: label, text: facts.join('\n\n'), language }, ref, label);
          continue;
        }
        const named = ref.startsWith('service:') ? ref.slice('service:'.length) : '';
        const about = codesOf([named, label, ...facts].join('\n'));
        if (named !== '') about.add(codes.get(named.toUpperCase()) ?? named);
        const holdingOf = (quote: string): Holding => ({
          sourceRef: ref,
          label,
          quote,
          from: 'TOOL',
          context: quote,
          codes: about,
        });
        for (const fact of facts) index(fact, language, holdingOf(fact));
        index(label, language, holdingOf(facts[0] ?? label));
        for (const code of named === '' ? [] : [codes.get(named.toUpperCase()) ?? named]) {
          hold(`SERVICE_CODE ${code}`, holdingOf(facts[0] ?? label));
        }
        const [, edition, kbli] = /^kbli:(\d{4}):([A-Z]|\d{2,5})$/.exec(ref) ?? [];
        if (kbli !== undefined) hold(`KBLI_CODE ${kbli}`, holdingOf(facts[0] ?? label));
        if (edition !== undefined) hold(`DATE ${edition}`, holdingOf(facts[0] ?? label));
      }
    },
    addPassages(passages) {
      for (const passage of passages) {
        const ref = `passage:${passage.id}`;
        addProse(passage, ref, passage.title);
        const holding: Holding = {
          sourceRef: ref,
          label: passage.title,
          quote: passage.title,
          from: 'PASSAGE',
          context: '',
          codes: new Set(),
        };
        for (const code of passage.services)
          hold(`SERVICE_CODE ${codes.get(code.toUpperCase()) ?? code}`, holding);
        for (const { code } of passage.kbli) hold(`KBLI_CODE ${code}`, holding);
      }
    },
    addQuestion(text) {
      for (const spoken of [Language.EN, Language.ID, Language.IT]) {
        index(text, spoken, {
          sourceRef: null,
          label: '',
          quote: text,
          from: 'PERSON',
          context: text,
          codes: new Set(),
        });
      }
    },
    supportOf(figure, statement) {
      const quoted = (quotable.get(plain(statement.text)) ?? []).find(({ title }) =>
        mayQuote(figure, statement, title),
      );
      if (quoted !== undefined) {
        const { title: _, ...support } = quoted;
        return support;
      }
      const held = (holdings.get(keyOf(figure)) ?? []).filter((holding) =>
        maySupport(figure, statement, holding),
      );
      const [best] = held
        .map((holding) => ({ holding, rank: rankOf(holding, statement, holdings) }))
        .sort((a, b) => b.rank - a.rank);
      if (best === undefined) return null;
      const { sourceRef, label, quote } = best.holding;
      return { sourceRef, label, quote };
    },
  };
}

function keyOf({ kind, normal }: Pick<Figure, 'kind' | 'normal'>): string {
  return `${kind} ${normal}`;
}

/** Sources that hold more of the sentence come first; tools before passages before the person. */
function rankOf(holding: Holding, statement: Statement, holdings: ReadonlyMap<string, Holding[]>): number {
  const shared = statement.figures.filter((figure) =>
    holdings.get(keyOf(figure))?.some(({ sourceRef }) => sourceRef === holding.sourceRef),
  );
  // A quote holds the prices of all its lines: one source instead of one a line
  const whole = holding.sourceRef?.startsWith('quote') ? 3 : 0;
  return shared.length * 4 + whole + { TOOL: 2, PASSAGE: 1, PERSON: 0 }[holding.from];
}
