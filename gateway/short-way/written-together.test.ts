import { describe, expect, test } from '@jest/globals';
import { makeWrittenTogether } from './written-together.ts';

function writer() {
  const written: number[] = [];
  const writeOut = makeWrittenTogether();
  const ready = (...numbers: number[]) => {
    for (const number of numbers) writeOut({ write: () => written.push(number) });
  };
  return { written, ready };
}

const endOfTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('answers that are ready in one turn', () => {
  test('are written at its end, in the order in which they got ready', async () => {
    const { written, ready } = writer();
    ready(1, 2, 3);

    expect(written).toEqual([]);
    await endOfTurn();
    expect(written).toEqual([1, 2, 3]);
  });

  test('wait for fifteen others at most, and none is written twice or left behind', async () => {
    const { written, ready } = writer();
    const sixteen = Array.from({ length: 16 }, (_, index) => index + 1);
    ready(...sixteen.slice(0, -1));
    expect(written).toEqual([]);
    ready(16);
    expect(written).toEqual(sixteen);
    ready(17);

    await endOfTurn();
    expect(written).toEqual([...sixteen, 17]);
    ready(18);
    await endOfTurn();
    expect(written).toHaveLength(18);
  });
});
