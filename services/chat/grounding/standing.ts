import type { SourceRef } from '../answer/answer.ts';
import type { Figure } from './figure.ts';
import { budgetBefore, comesToBefore, isSetByOthers, moneyTalkOf } from './money-talk.ts';

/** A sentence to be checked and what introduces it. */
export type Statement = {
  text: string;
  /** Sentence, heading or table head that it goes on from; "" when it stands alone. */
  before: string;
  /** Whether it is a list item or table row, whose meaning its introduction decides. */
  listed: boolean;
  figures: readonly Figure[];
};

/** Who holds a figure, and how it stands there. */
export type Standing = {
  sourceRef: SourceRef | null;
  from: 'TOOL' | 'PASSAGE' | 'PERSON';
  /** The words around the figure in the source. */
  context: string;
  /** Codes that the source is about. */
  codes: ReadonlySet<string>;
};

const priceRef = /^(?:service|quote|package|price-list)(?::|$)/;

/** Whether a sentence speaks of money, so that a number without unit in it may be meant as a price. */
export function speaksOfMoney({ text, before, listed, figures }: Statement): boolean {
  return (
    figures.some(({ kind }) => kind === 'AMOUNT') || moneyTalkOf(listed ? `${before} ${text}` : text).price
  );
}

/** Whether the statement presents its amounts as set by others: fines, taxes, capital, never the firm's price. */
function meansOtherSum({ text, before, listed }: Statement): boolean {
  const own = moneyTalkOf(text);
  return isSetByOthers(listed || !(own.authority || own.other) ? moneyTalkOf(`${before} ${text}`) : own);
}

/**
 * Whether a source that holds a figure may be its ground in a statement. The rule is that of docs/decisions/0008-grounding.md:
 * the firm's prices rest on the price list alone, telephone numbers never on retrieved text.
 */
export function maySupport(figure: Figure, statement: Statement, standing: Standing): boolean {
  if (figure.kind === 'AMOUNT') return maySupportAmount(figure, statement, standing);
  if (standing.from === 'TOOL') return true;
  if (figure.normal.startsWith('tel ')) return false;
  // A discount is a price too; a tax rate is not
  if ((!figure.bare && !figure.normal.endsWith(' %')) || !speaksOfMoney(statement)) return true;
  return standing.from === 'PASSAGE' && meansOtherSum(statement);
}

function maySupportAmount(figure: Figure, statement: Statement, standing: Standing): boolean {
  const { from, sourceRef, context, codes } = standing;
  if (from === 'PERSON') return budgetBefore.test(statement.text.slice(0, figure.start));
  if (from === 'TOOL' && sourceRef !== null && priceRef.test(sourceRef)) {
    const named = statement.figures.flatMap(({ kind, normal }) => (kind === 'SERVICE_CODE' ? normal : []));
    return named.length === 0 || named.some((code) => codes.has(code));
  }
  return meansOtherSum(statement) && (from === 'TOOL' || isSetByOthers(moneyTalkOf(context)));
}

/** The years that a list of prices or an edition is named by. */
const year = /^(?:IDR )?(?:19|20)\d\d$/;

/** From here on a sum is no price of a service: the dearest one costs a twentieth. */
const beyondPrices = { IDR: 500_000_000, other: 30_000 };

function isBeyondPrices({ kind, normal }: Figure): boolean {
  const [currency = '', amount] = normal.split(' ');
  return kind === 'AMOUNT' && Number(amount) >= beyondPrices[currency === 'IDR' ? 'IDR' : 'other'];
}

/**
 * Whether a passage is the ground of a figure in a sentence that stands in it word for word. The words give the figure its
 * meaning then, so it is enough that they can't be read as a price of the firm. Telephone numbers stay with the tools.
 * @param title of the passage, which says what its sums are
 */
export function mayQuote(figure: Figure, statement: Statement, title: string): boolean {
  const { text, before, figures } = statement;
  if (figure.normal.startsWith('tel ')) return false;
  const isShare = figure.normal.endsWith(' %');
  if (figure.kind !== 'AMOUNT' && !figure.bare && !isShare) return true;
  if (year.test(figure.normal) && /^\d+$/.test(figure.text)) return true;
  const talk = moneyTalkOf(text);
  const [heading, lead] = [moneyTalkOf(title), moneyTalkOf(before)];
  if (talk.firm || talk.order || heading.firm || lead.firm) return false;
  if (isBeyondPrices(figure)) return true;
  const code = figures.some(({ kind }) => kind === 'SERVICE_CODE');
  const isOthers = talk.authority || talk.sum;
  const underOthers = !code && (heading.authority || (heading.sum && !talk.service));
  const isPriced =
    talk.price || [heading, lead].some(({ price, authority, sum }) => price && !authority && !sum);
  if (isShare) return isOthers || underOthers || !isPriced;
  if (isPriced && !talk.authority && !(underOthers && heading.authority)) {
    return figure.bare && !code && figures.every(({ kind }) => kind !== 'AMOUNT');
  }
  if (underOthers) return true;
  const namesService = talk.service || code;
  const comesTo = talk.paying || comesToBefore.test(text.slice(0, figure.start));
  return comesTo ? talk.authority || (talk.sum && !namesService) || talk.other : isOthers || !namesService;
}
