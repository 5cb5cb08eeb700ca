import { describe, expect, test } from '@jest/globals';
import { isFromForeignPage } from './csrf.ts';

const listed = 'https://zantara.balizero.com';
const foreign = 'https://elsewhere.example';

const isForeign = (headers: Record<string, string>) =>
  isFromForeignPage({ host: 'api.example', ...headers }, [listed]);

describe('a request', () => {
  test.each([
    ['a program', {}],
    ['a program that names an address it came from', { referer: `${foreign}/` }],
    ['a page of ours', { 'sec-fetch-site': 'same-origin', referer: 'https://api.example/graphiql' }],
    [
      'a page of ours behind a proxy that renames the host',
      { 'sec-fetch-site': 'same-origin', origin: foreign },
    ],
    ['an address that somebody typed', { 'sec-fetch-site': 'none' }],
    ['a listed page', { 'sec-fetch-site': 'cross-site', origin: listed }],
    ['a listed page in a browser that says no more', { origin: listed }],
    ['a listed page that asks without CORS', { 'sec-fetch-site': 'same-site', referer: `${listed}/` }],
    ['a page of the same host', { origin: 'http://api.example' }],
    ['a program with a key and an origin', { origin: 'null', 'x-api-key': 'k' }],
    ['an app with a session and an origin', { origin: 'app://x', 'x-session': 's' }],
  ])('is not taken for a foreign page’s: %s', (_who, headers) => {
    expect(isForeign(headers)).toBe(false);
  });

  test.each([
    ['a foreign page', { 'sec-fetch-site': 'cross-site', origin: foreign }],
    ['a foreign page in a browser that says no more', { origin: foreign }],
    [
      'a foreign image',
      { 'sec-fetch-site': 'cross-site', referer: `${foreign}/`, accept: 'image/avif,*/*;q=0.8' },
    ],
    ['a foreign page that hides where it is', { 'sec-fetch-site': 'cross-site' }],
    [
      'a link on a foreign page',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', accept: 'text/html' },
    ],
    ['another host of the same site', { 'sec-fetch-site': 'same-site', referer: 'https://old.api.example/' }],
    ['a page in a box', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['a page that is named like a listed one', { origin: `${listed}.evil.example` }],
    ['a Referer that is none', { 'sec-fetch-site': 'cross-site', referer: 'zantara' }],
    ['a foreign page whose browser knows a password', { origin: foreign, authorization: 'Basic eDp5' }],
  ])('is taken for a foreign page’s: %s', (_who, headers) => {
    expect(isForeign(headers)).toBe(true);
  });
});
