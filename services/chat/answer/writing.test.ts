import { describe, expect, test } from '@jest/globals';
import type { EngineEvent } from '../engine/engine.ts';
import { anEngine, cites, ended, plainAnswer, said } from '../testing.ts';
import { kinds, made } from './made.fixture.ts';

describe('an answer', () => {
  test('says its passages, then its text; each citation comes before its marker', async () => {
    const answer = await made({ engine: anEngine(() => plainAnswer) });

    expect(answer.failure).toBeNull();
    expect(answer.text).toBe('The office issues the permit. [1] ');
    expect(kinds(answer)[0]).toBe('PASSAGES');
    const marker = answer.happened.findIndex((each) => each.kind === 'TEXT' && each.text.includes('[1]'));
    expect(kinds(answer).indexOf('CITATION')).toBeLessThan(marker);
    expect(answer.happened.find(({ kind }) => kind === 'CITATION')).toMatchObject({
      citation: {
        marker: 1,
        label: 'Stay permits · Duration',
        sourceRef: 'passage:stay.en.1',
        quote: 'A stay permit is issued by the immigration office.',
        passage: { id: 'stay.en.1', topic: 'VISA' },
      },
    });
  });

  test('a quote that the source does not hold is replaced by its own words', async () => {
    const invented = [said('The office issues it. '), cites('Permits are free for everybody.'), ended];

    const { happened } = await made({ engine: anEngine(() => invented) });

    expect(happened.find(({ kind }) => kind === 'CITATION')).toMatchObject({
      citation: { quote: 'A stay permit is issued by the immigration office.' },
    });
  });

  test('a source that this answer does not have is not cited', async () => {
    const events = [said('The office issues it. '), cites('x', 'passage:other'), ended];

    const answer = await made({ engine: anEngine(() => events) });

    expect(answer.text).toBe('The office issues it. ');
    expect(kinds(answer)).not.toContain('CITATION');
  });

  test("a tool's figures are supported, claimed and cited by number", async () => {
    const outcome = {
      use: { name: 'get_price', input: { code: 'E33G' }, ok: true, durationMs: 3 },
      sources: [
        { ref: 'service:E33G', label: 'Remote worker (E33G)', facts: ['E33G offshore: 12.500.000 IDR'] },
      ],
      json: '{}',
      problem: null,
    };
    const events: EngineEvent[] = [{ kind: 'TOOL', outcome }, said('The E33G costs 12.500.000 IDR.'), ended];

    const { text, claims, happened } = await made({ engine: anEngine(() => events) });

    expect(text).toBe('The E33G costs 12.500.000 IDR. [1]');
    expect(claims).toContainEqual({
      text: '12.500.000 IDR',
      kind: 'AMOUNT',
      supported: true,
      citationMarker: 1,
    });
    expect(happened.filter(({ kind }) => kind === 'TOOL' || kind === 'CITATION')).toMatchObject([
      { tool: { name: 'get_price' } },
      { citation: { sourceRef: 'service:E33G', passage: null } },
    ]);
  });

  test('a price that no source holds is never sent', async () => {
    const events = [said('The permit costs 9.999.999 IDR. '), said('It is issued by the office.'), ended];

    const { text } = await made({ engine: anEngine(() => events) });

    expect(text).not.toContain('9.999.999');
    expect(text).toContain('It is issued by the office.');
  });

  test('a sentence is written again once by an engine that can', async () => {
    const engine = anEngine(({ revise }) =>
      revise
        ? [said('The price is on our list.'), ended]
        : [said('It costs 9.999.999 IDR. '), said('Bye.'), ended],
    );

    const { text } = await made({ engine: { ...engine, name: 'ANTHROPIC', model: 'm' } });

    expect(text).not.toContain('9.999.999');
    expect(text).toContain('Bye.');
  });

  test("markers stand inside a table's row", async () => {
    const events = [
      said('| What | Who |\n'),
      said('| --- | --- |\n'),
      said('| Permit | Office |\n'),
      cites('issued by the immigration office'),
      said('\nDone.'),
      ended,
    ];

    const { text } = await made({ engine: anEngine(() => events) });

    expect(text).toBe('| What | Who |\n| --- | --- |\n| Permit | Office [1] |\n\nDone.');
  });

  test('half a character at the end of a piece waits for its other half', async () => {
    const events = [said('Selamat \ud83d'), said('\ude42 datang.\0'), ended];

    const { text, happened } = await made({ engine: anEngine(() => events) });

    expect(text).toBe('Selamat 🙂 datang.');
    for (const each of happened)
      if (each.kind === 'TEXT') expect(Buffer.from(each.text).toString()).toBe(each.text);
  });
});
