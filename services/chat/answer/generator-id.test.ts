import { hostname } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { isGone, newGeneratorId, retireGenerator } from './generator-id.ts';

/** Above what any system gives out. */
const neverAPid = 2 ** 30;

describe('a maker of answers', () => {
  test('of this process lives until it is retired', () => {
    const id = newGeneratorId();

    expect(isGone(id)).toBe(false);
    retireGenerator(id);
    expect(isGone(id)).toBe(true);
  });

  test('of this process under a name that it does not know is gone: its number was used before', () => {
    expect(isGone(`${hostname()}/${process.pid}/crashed`)).toBe(true);
  });

  test('of this host lives as long as its process', () => {
    expect(isGone(`${hostname()}/${process.ppid}/x`)).toBe(false);
    expect(isGone(`${hostname()}/${neverAPid}/x`)).toBe(true);
  });

  test('of another machine can not be told from here', () => {
    expect(isGone(`another-host/${neverAPid}/x`)).toBe(false);
  });
});
