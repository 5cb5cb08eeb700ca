import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import type { CachedAnswer } from '../stages/cache.ts';
import { makeKnownAnswers, wordsOf } from './known-answers.ts';

const body = Buffer.from('{"data":{}}');
const answer = {
  body,
  text: null,
  cacheStatus: 'HIT',
  key: 'cache:graphql:1',
  scope: 'PUBLIC',
} as CachedAnswer;
const headers = [
  'vary',
  'Origin',
  'x-request-id',
  'r',
  'x-cache',
  'HIT',
  'x-ratelimit-limit',
  '30',
  'etag',
  'W/"a"',
];
const sent = { sent: body, headers, route: '/graphql' };

describe('answers by the words of their requests', () => {
  test('keep the headers that are the same for everybody who asks in these words', () => {
    const known = makeKnownAnswers();
    known.keep('words', { answer }, sent);

    expect(known.get('words')).toMatchObject({
      key: 'cache:graphql:1',
      stored: body,
      headers: ['vary', 'Origin', 'etag', 'W/"a"'],
    });
    known.clear();
    expect(known.get('words')).toBeUndefined();
  });

  test.each(['MISS', 'STALE'] as const)('leave out one that was a %s', (cacheStatus) => {
    const known = makeKnownAnswers();
    known.keep('words', { answer: { ...answer, cacheStatus } }, sent);

    expect(known.get('words')).toBeUndefined();
  });

  test('are told apart by all that an answer hangs on', () => {
    const request = { method: 'GET', url: '/a', headers: {} } as IncomingMessage;
    const others = [
      { ...request, method: 'POST' },
      { ...request, url: '/a?b' },
      ...['accept', 'accept-encoding', 'origin'].map((name) => ({ ...request, headers: { [name]: 'x' } })),
    ] as IncomingMessage[];

    expect(new Set([request, ...others].map(wordsOf)).size).toBe(6);
  });
});
