import { describe, expect, test } from '@jest/globals';
import { compared, comparisonBench } from './comparison.fixture.ts';
import { answeredId, conversationId, failedId } from './real-graph.fixture.ts';

const bench = comparisonBench();

type Case = [title: string, query: string, variables?: Record<string, unknown>];

const ids = { answered: answeredId, failed: failedId, conversation: conversationId };

const cases: Case[] = [
  [
    'every part of a service, and its articles from the other service',
    `query ($lang: Language! = IT) { service(code: "e33g") {
      code aliases category pricingModel name(lang: $lang) en: name processingTime(lang: ID) requirements notes includes
      wireName wireNote wirePrices { key text } stay { initialDays maxTotalDays multipleEntry validityYears }
      extension { possible maxTimes addsDays prices { key label price { amount currency formatted } } }
      options { key label(lang: $lang) location durationDays years unit price { formatted amount } }
      articles(first: 2, lang: EN) { id title text topic language score sourceUrl effectiveFrom documentId }
    } }`,
  ],
  [
    'pages of services, forwards and past the end',
    `query ($after: String) {
      a: services(first: 2, category: KITAS) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor } edges { cursor node { code articles(first: 1) { title } } } }
      b: services(first: 3, after: $after) { nodes { code } pageInfo { endCursor } }
      c: services(after: "nonsense") { totalCount }
    }`,
    { after: null },
  ],
  [
    'the price list and the packages',
    `{ priceList { currency currencyLabel disclaimer(lang: ID) officialNotice ageNotice(lang: IT) effectiveFrom lastUpdated nextChangeOn
         kbliContactNumber provider { legalName tradingName } contact { email hours location website whatsapp }
         contactRoutes { channel urgency when(lang: IT) } advice { key kind text(lang: ID) } }
       packages { key name(lang: IT) isFloor includes notes processingTime total { amount } lines { label quantity serviceCode lineTotal { formatted } unitPrice { amount } option { key } service { code name articles(first: 1) { id } } } } }`,
  ],
  [
    'searches of every kind, and one with nothing to find',
    `{ services: searchServices(query: "tourist visa", first: 3, lang: EN) { matchedOn score service { code articles(first: 1) { id } } }
       kbli: searchKbli(query: "restaurant", first: 2) { matchedOn score kbli { code edition title(lang: EN) articles { id } } }
       knowledge: searchKnowledge(query: "stay permit", topic: VISA, first: 1) { id title score }
       none: searchKbli(query: "zzzzzzzz") { score }
       tools { name description inputSchema } }`,
  ],
  [
    'a code with all that is known of it, across editions',
    `query ($edition: KbliEdition! = KBLI_2025) { kbli(code: "56101", edition: $edition) {
      code edition level title en: title(lang: EN) subclassCount parent { code ancestors { code level } } children { code }
      subclasses(first: 2) { code } foreignOwnership { status availableToPtPma maxPercent notes rules { kind inferred scope fromCode { code edition articles(first: 1) { id } } source asOf confidence maxPercent region wholeCode } }
      minimumInvestment { amount { formatted } asOf exclusive note per source } minimumPaidUpCapital { amount { amount } per }
      risks { scale levels licences listedLicences note offeredToScale confidence asOf source }
      predecessors { relation kbli { code edition } } successors { relation kbli { code } } articles(lang: IT) { id language }
    } }`,
  ],
  ['every section', '{ kbliSections { code title } old: kbliSections(edition: KBLI_2020) { code level } }'],
  [
    'a union with its members by every form of fragment',
    `query ($input: QuoteInput!, $bad: QuoteInput!) {
       good: quote(input: $input) { __typename ...Q ... on QuoteRefusal { problems { code } } }
       bad: quote(input: $bad) { ... on Quote { id } ... { ... on QuoteRefusal { kind: __typename problems { code lineIndex message } } } }
     }
     fragment Q on Quote { id isFloor issuedAt validUntil total { ...M } lines { label serviceCode service { name } } onRequest { code } }
     fragment M on Money { amount formatted }`,
    {
      input: { lines: [{ serviceCode: 'C1' }, { serviceCode: 'pma-setup', quantity: 2 }] },
      bad: { lines: [{ serviceCode: 'NOPE' }, { serviceCode: 'C1', quantity: 0 }] },
    },
  ],
  [
    'an answer whose citations point into the other service, one of them to nothing',
    `query ($id: ID!) { answer(id: $id) { id status text question language engine model createdAt completedAt conversationId lastSequence replaces
       failure { code } rating { helpful comment } usage { inputTokens outputTokens cacheReadTokens } claims { text kind supported citationMarker }
       toolsUsed { name input ok durationMs }
       citations { marker label quote sourceRef source { __typename ... on Service { code name articles(first: 1) { id } } ... on KbliCode { code edition title level } ... on Passage { id title score } } } } }`,
    { id: ids.answered },
  ],
  [
    'keys alone of entities that are gone, which their owner is not asked for',
    `query ($id: ID!) { answer(id: $id) { citations { source { ... on Service { code } ... on KbliCode { edition code articles { id } } } } } }`,
    { id: ids.answered },
  ],
  [
    'conversations with their answers, and what is not theirs',
    `query ($c: ID!, $f: ID!) { conversations(first: 1) { totalCount nodes { id title answers(first: 1) { totalCount nodes { id status } } } }
       conversation(id: $c) { createdAt answers { edges { cursor node { id failure { code message retryable } } } } }
       failed: answer(id: $f) { failure { code } } none: answer(id: "nobody") { id } nobody: conversation(id: "x") { id } }`,
    { c: ids.conversation, f: ids.failed },
  ],
  [
    'one list asked for twice, under two names, and by fragments',
    `{ packages { key } ...P again: packages { lines { service { code } } } packages { lines { quantity } } }
     fragment P on Query { packages { name lines { service { name } } } }`,
  ],
  [
    'conditions by variable, default and constant, on fields and fragments',
    `query ($yes: Boolean!, $no: Boolean = false) { service(code: "C1") { code name @include(if: $no) wireName @skip(if: $no)
       ...F @skip(if: $yes) ... @include(if: $yes) { category } ... on Service @skip(if: true) { aliases } } }
     fragment F on Service { pricingModel }`,
    { yes: true },
  ],
  [
    'nothing that is left after conditions',
    '{ service(code: "C1") @skip(if: true) { code } packages @include(if: false) { key } }',
  ],
  [
    'introspection among data',
    '{ __typename service(code: "C1") { __typename name } __type(name: "Service") { fields { name } } __schema { queryType { name } } }',
  ],
  [
    'aliases that are the names of other fields',
    '{ packages: service(code: "C1") { code: name name: code __typename: wireName articles: category } }',
  ],
  [
    'bad input beside good, where null may stand and where it may not',
    '{ service(code: "C1") { code } savedQuote(id: "nothing") { id } kbli(code: "56101") { subclasses(first: 0) { code } } }',
  ],
  [
    'bad input that takes the whole answer down',
    '{ service(code: "C1") { code } services(first: 0) { totalCount } tools { name } }',
  ],
  [
    'bad input below an entity of the other service',
    '{ a: service(code: "C1") { code articles(first: 0) { id } } b: service(code: "C1") { code } }',
  ],
  [
    'mutations in series, which fail and go on',
    `mutation ($rate: RateAnswerInput!) { rateAnswer(input: $rate) { rating { helpful comment } } again: rateAnswer(input: $rate) { id citations { source { ... on Service { name } } } } stopAnswer(id: "${failedId}") { status } }`,
    { rate: { answerId: ids.answered, helpful: true, comment: 'fine' } },
  ],
  [
    'a mutation of which one fails',
    `mutation { stopAnswer(id: "${failedId}") { id } deleteConversation(id: "nothing") { id } last: stopAnswer(id: "${failedId}") { id } }`,
  ],
  [
    'events with citations whose sources are entities of the other service',
    `subscription ($id: ID!) { answerEvents(answerId: $id) { __typename sequence answerId ...C ... on TextDelta { text } ... on PassagesRetrieved { passages { id score } }
       ... on ToolCalled { tool { name input } } ... on AnswerStarted { engine language conversationId } ... on AnswerCompleted { answer { text citations { source { ... on KbliCode { title } } } } } } }
     fragment C on CitationAdded { citation { marker source { ... on Service { code name articles { id } } ... on KbliCode { code level } ... on Passage { title } } } }`,
    { id: ids.answered },
  ],
  [
    'events after a sequence',
    'subscription ($id: ID!, $after: Int! = 8) { e: answerEvents(answerId: $id, afterSequence: $after) { n: sequence } }',
    { id: ids.answered },
  ],
  [
    'events of a failed answer',
    'subscription ($id: ID!) { answerEvents(answerId: $id) { ... on AnswerFailed { code message retryable sequence } } }',
    { id: ids.failed },
  ],
  ['events that are refused', 'subscription { answerEvents(answerId: "nothing") { sequence } }'],
  [
    'events that begin badly',
    'subscription ($id: ID!) { answerEvents(answerId: $id, afterSequence: -1) { sequence } }',
    { id: ids.answered },
  ],
];

describe('operations give the same through both executors as through graphql-js', () => {
  test.each(cases)('%s', async (_title, query, variables = {}) => {
    const found = await compared(bench.supergraph(), bench.whole(), { query, variables });

    expect(found).toBe('');
  });

  test('a saved quote is priced alike and can be read back', async () => {
    const query = `mutation { saveQuote(input: { lines: [{ serviceCode: "C1" }] }) { ... on Quote { isFloor total { amount } lines { label service { name articles(first: 1) { id } } } } } }`;

    expect(await compared(bench.supergraph(), bench.whole(), { query, variables: {} })).toBe('');
  });
});
