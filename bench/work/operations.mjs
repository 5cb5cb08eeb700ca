// The measured operations, each with a list of distinct variables. Every list is longer than the response cache of the
// measured runs can hold and is gone through in a circle, so a cache that drops the oldest first never answers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentNamed } from '../../scripts/bench/documents.mjs';

const root = join(import.meta.dirname, '..', '..');
const catalogue = JSON.parse(readFileSync(join(root, 'prisma/data/catalogue.json'), 'utf8'));

const languages = ['EN', 'ID', 'IT'];
const codes = catalogue.services.map(({ code }) => code);
const cursors = codes.map((code) => Buffer.from(`key:${code}`).toString('base64url'));

/** Where a page of so many services can begin and be full; null is the beginning of the list. */
const fullPages = (first) => [null, ...cursors.slice(0, codes.length - first)];

const across = (...lists) =>
  lists.reduce((rows, list) => rows.flatMap((row) => list.map((one) => [...row, one])), [[]]);

/** A fixed order that looks like none, the same in every run. */
function shuffled(list) {
  let state = 20_251_123;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const order = list.map((one) => [random(), one]);
  return order.sort(([one], [other]) => one - other).map(([, one]) => one);
}

function queries() {
  const folder = join(root, 'services/pricing/kbli/evaluation');
  return ['reference', 'development', 'held-out'].flatMap((name) =>
    JSON.parse(readFileSync(join(folder, `queries-${name}.json`), 'utf8')).map(({ q }) => q),
  );
}

/** Codes are taken in any case, so each way to write one is a variable of its own. */
const spellings = (code) => [code, code.toLowerCase(), ` ${code}`, `${code} `, ` ${code.toLowerCase()}`];

/** What is asked for, by name. `variables` lists distinct ones, each giving an answer. */
export function operations({ answerIds }) {
  return {
    service: {
      title: 'service by code',
      document: documentNamed('ServicePrice'),
      variables: across(codes.flatMap(spellings), languages).map(([code, lang]) => ({ code, lang })),
    },
    'price-list': {
      title: 'page of the price list, 20 services',
      document: documentNamed('ServicesPage'),
      variables: across(fullPages(20), languages).map(([after, lang]) => ({
        first: 20,
        after,
        lang,
      })),
    },
    kbli: {
      title: 'KBLI search, 5 codes',
      document: documentNamed('FindKbli'),
      variables: across(queries(), ['KBLI_2025', 'KBLI_2020']).map(([query, edition], index) => ({
        query,
        edition,
        lang: languages[index % 3],
        first: 5,
      })),
    },
    cross: {
      title: '10 services with an article each, from two subgraphs',
      document: documentNamed('ServicesWithArticles'),
      variables: pageVariables(10).map((page) => ({ ...page, articles: 1 })),
    },
    answer: {
      title: 'answer with citations, by id',
      document: documentNamed('Answer'),
      variables: answerIds.map((id) => ({ id })),
    },
  };
}

/** Distinct variables for pages of so many services, each with articles in any language. */
export const pageVariables = (first) =>
  across(fullPages(first), languages, [null, ...languages]).map(([after, lang, articlesLang]) => ({
    first,
    after,
    lang,
    articlesLang,
  }));

/** In a shuffled order, so that neighbours share nothing. */
export const variablesOf = (operation) => shuffled(operation.variables);

/**
 * Mixed traffic: four requests in five come from a small set that a cache can hold, the fifth is new each time.
 * @returns `[operation, variables]`, 2,000 of them
 */
export function mixedTraffic(all) {
  const named = ['service', 'price-list', 'kbli', 'cross'].map((name) => [all[name], variablesOf(all[name])]);
  const hot = named.flatMap(([operation, variables]) => variables.slice(0, 3).map((one) => [operation, one]));
  const cold = named.map(([operation, variables]) => [operation, variables.slice(3)]);
  return Array.from({ length: 2_000 }, (_, index) => {
    if (index % 5 > 0) return hot[(index * 7) % hot.length];
    const [operation, variables] = cold[(index / 5) % cold.length];
    return [operation, variables[Math.floor(index / 20) % variables.length]];
  });
}
