import { phrase } from '../../phrases.ts';
import { isCovered } from '../../retrieval/score.ts';
import type { Source } from '../../tools/tool.ts';
import type { EngineEvent, EngineRequest } from '../engine.ts';
import type { Asking } from './asking.ts';
import { categoriesNamed } from './categories.ts';
import type { Conditions } from './chosen-option.ts';
import { compareStatements } from './compose-compare.ts';
import { passageStatements } from './compose-passages.ts';
import { besideStatements, priceStatements } from './compose-price.ts';
import { quoteLines, quoteStatements, type Wanted } from './compose-quote.ts';
import { alikeStatements, aspectStatements, listStatements, priceLine } from './compose-services.ts';
import type { Item } from './entities.ts';
import { type Priced, servicesMeant } from './find-service.ts';
import type { Reading } from './intent.ts';
import { priceSentences } from './price-sentences.ts';
import { paragraph } from './statement.ts';

/** Each says what it can; one that says nothing leaves the question to the passages. */
export type Telling = AsyncGenerator<EngineEvent, void>;

const conditionsOf = ({ years, location, extension }: Reading): Conditions => ({
  years,
  location,
  extension,
});

type Meant = {
  wanted: Wanted[];
  /** More than one when the only thing named may mean any of them. */
  alike: Priced[];
};

/** Two names of one thing, asked in one way; "C1 and its extension" is asked in two. */
function isSame(one: Item, other: Item): boolean {
  return (
    one.quantity === other.quantity &&
    one.years === other.years &&
    one.location === other.location &&
    one.extension === other.extension
  );
}

/** The things named, each with the service meant. Beside others, a word as wide as "visa" names nothing. */
async function* wantedOf(asking: Asking, { items }: Reading): AsyncGenerator<EngineEvent, Meant> {
  const found: (Wanted & { alike: Priced[] })[] = [];
  for (const item of items) {
    const alike = yield* servicesMeant(asking, item);
    const [priced] = alike;
    const isKnown = found.some(
      (each) => isSame(each.item, item) && each.priced.service.code === priced?.service.code,
    );
    if (priced !== undefined && !isKnown) found.push({ item, priced, alike });
  }
  const clear = found.filter(({ alike }) => alike.length === 1);
  return {
    wanted: clear.length > 0 ? clear : found,
    alike: found.length === 1 ? (found[0]?.alike ?? []) : [],
  };
}

export async function* tellPrice(asking: Asking, reading: Reading): Telling {
  const { language } = asking;
  const { wanted, alike } = yield* wantedOf(asking, reading);
  const conditions = conditionsOf(reading);
  if (alike.length > 1) {
    yield* asking.say(...alikeStatements(alike, conditions, language));
    return;
  }
  for (const { item, priced } of wanted) {
    // Beside another thing, "with extension" speaks of the one and not of the other
    const own = {
      years: item.years ?? conditions.years,
      location: item.location ?? conditions.location,
      extension: item.extension || (conditions.extension && reading.items.length === 1),
    };
    yield* asking.say(...priceStatements(priced, own, language));
    if (wanted.length === 1) yield* asking.say(...besideStatements(priced, own, language));
  }
}

export async function* tellQuote(asking: Asking, reading: Reading): Telling {
  const { language } = asking;
  const { wanted } = yield* wantedOf(asking, reading);
  if (wanted.length === 0) return;
  const chosen = quoteLines(wanted, reading);
  const { result, sources } = yield* asking.use('get_quote', { lines: chosen.map(({ line }) => line) });
  const [source] = sources;
  if (!result?.quote || source === undefined) return;
  yield* asking.say(...quoteStatements(result.quote, source, chosen, language));
  const missing = reading.items.filter((item) => !wanted.some((each) => each.item === item));
  const says = priceSentences[language];
  yield* asking.say(...missing.map(({ text }) => paragraph(says.notListed(text))));
}

/** Only what is clearly meant can be compared: "KITAS" may be any of eight. */
export async function* tellComparison(asking: Asking, reading: Reading): Telling {
  const compared: Priced[] = [];
  for (const item of reading.items) {
    const meant = yield* servicesMeant(asking, item);
    const [only] = meant;
    if (only !== undefined && meant.length === 1) compared.push(only);
  }
  if (compared.length < 2) return;
  yield* asking.say(...compareStatements(compared, conditionsOf(reading), asking.language));
}

export async function* tellList(asking: Asking, reading: Reading): Telling {
  const listed: Source[] = [];
  for (const category of categoriesNamed(reading.subject)) {
    const { sources } = yield* asking.use('search_services', { category });
    listed.push(...sources);
  }
  if (listed.length > 0) yield* asking.say(...listStatements(listed, priceSentences[asking.language].list));
}

/** What the articles say, and for a service that the question names what the price list says of it. */
export async function* tellProcedure(asking: Asking, reading: Reading, request: EngineRequest): Telling {
  const { language } = asking;
  const passages = yield* passagesFor(asking, reading, request);
  const named = yield* serviceNamed(asking, reading);
  if (named !== null) yield* asking.say(...aspectStatements(named, reading.aspects, language));
  const told = passageStatements(request.question, concerning(passages, named, reading), language);
  // A telephone number in a text is nobody's word; the price list's is
  if (told.some(({ text }) => telephone.test(text))) yield* asking.use('get_contact', {});
  yield* asking.say(...told);
  if (named !== null) yield* asking.say(...priceLine(named, language));
}

const telephone = /\+\d[\d -]{7,}/;

/** Of what a service requires or how long it lasts, passages on others say nothing, whatever words they share. */
function concerning(
  passages: EngineRequest['passages'],
  named: Priced | null,
  { aspects }: Reading,
): EngineRequest['passages'] {
  if (named === null || !aspects.some((aspect) => ['TIME', 'STAY', 'REQUIREMENTS'].includes(aspect))) {
    return passages;
  }
  const own = passages.filter(({ services }) => services.includes(named.service.code));
  return isCovered(own) ? own : passages;
}

/** How clearly a service must be named in a question on something else to be spoken of. */
const clearly = 0.7;

async function* serviceNamed(asking: Asking, { items }: Reading): AsyncGenerator<EngineEvent, Priced | null> {
  const [item] = items;
  if (item === undefined || items.length > 1) return null;
  const [priced = null] = yield* servicesMeant(asking, item, { least: clearly, most: 1 });
  return priced;
}

/** The passages found for the question; a question that leaves its subject out needs them found anew. */
async function* passagesFor(
  asking: Asking,
  reading: Reading,
  { question, passages, history }: EngineRequest,
): AsyncGenerator<EngineEvent, EngineRequest['passages']> {
  const isComplete = history.length === 0 || !(reading.continues || reading.inherits);
  if (isComplete && passages.length > 0) return passages;
  if (history.length === 0) return passages;
  const named = reading.items.map(({ text }) => text).join(' ') || reading.subject;
  const query = `${named} ${question}`.trim().slice(0, 400);
  const { result } = yield* asking.use('search_knowledge', { query });
  return result === null || result.passages.length === 0 ? passages : result.passages;
}

/** Prices could not be read: said only where a price was asked for. */
export function* tellUnreachable(asking: Asking): Generator<EngineEvent, void> {
  yield* asking.say(paragraph(phrase('pricesUnreachable', asking.language)));
}
