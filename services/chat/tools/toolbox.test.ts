import { describe, expect, it } from '@jest/globals';
import { Language } from '../../shared/language.ts';
import { aCall, retrieverOf } from './testing.ts';
import type { Graph } from './tool.ts';
import { makeToolbox, tools } from './toolbox.ts';

const never: Graph = () => new Promise(() => {});
const broken: Graph = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:4001'));
const empty: Graph = async <Result>() => ({ service: null }) as Result;

function toolboxOver(graph: Graph, changed: { deadlineMs?: number; now?: () => number } = {}) {
  return makeToolbox({ graph, retriever: retrieverOf(), ...changed }, Language.EN);
}

describe('the tools', () => {
  it('are listed by name, each with what it is for', () => {
    expect(tools.map(({ name }) => name)).toEqual([
      'get_price',
      'get_quote',
      'search_services',
      'get_kbli',
      'search_kbli',
      'search_knowledge',
      'get_contact',
    ]);
    expect(tools.every(({ description }) => description.length > 60)).toBe(true);
  });

  it('say their input as a JSON Schema of what they check', () => {
    const schema = tools.find(({ name }) => name === 'get_quote')?.inputSchema;

    expect(schema).toMatchObject({
      type: 'object',
      required: ['lines'],
      additionalProperties: false,
      properties: {
        lines: {
          type: 'array',
          maxItems: 50,
          items: {
            required: ['serviceCode'],
            properties: { quantity: { default: 1, minimum: 1, maximum: 1000 } },
          },
        },
      },
    });
    expect(schema).not.toHaveProperty('$schema');
  });
});

describe('using a tool', () => {
  it('that does not exist is an outcome that names those that do', async () => {
    const outcome = await toolboxOver(empty).use('drop_tables', {}, aCall());

    expect(outcome.use).toMatchObject({ name: 'drop_tables', ok: false });
    expect(outcome.problem).toContain('get_price');
  });

  it.each([
    ['get_price', {}],
    ['get_price', { code: 'C1', more: 1 }],
    ['get_price', null],
    ['get_quote', { lines: [] }],
    ['get_quote', { lines: [{ serviceCode: 'C1', quantity: 0 }] }],
    ['search_services', {}],
    ['search_services', { query: 'visa', category: 'KITAS' }],
    ['get_kbli', { code: '5610x' }],
    ['search_kbli', { query: 'x'.repeat(201) }],
    ['search_knowledge', { query: 'tax', topic: 'WEATHER' }],
  ])('%s with wrong input %j asks nothing and says what is wrong', async (name, input) => {
    const outcome = await toolboxOver(broken).use(name, input, aCall());

    expect(outcome.use.ok).toBe(false);
    expect(outcome.problem).toMatch(/^The input is wrong: /);
  });

  it('that finds nothing is no failure', async () => {
    const outcome = await toolboxOver(empty).use('get_price', { code: 'X9' }, aCall());

    expect(outcome).toMatchObject({
      use: { ok: true },
      sources: [],
      problem: null,
      json: '{"service":null}',
    });
  });

  it('over a graph that fails says so without anything from inside, and tells the log why', async () => {
    const heard: unknown[] = [];
    const toolbox = makeToolbox(
      { graph: broken, retriever: retrieverOf(), onFailure: (...failure) => heard.push(failure) },
      Language.EN,
    );

    const outcome = await toolbox.use('get_price', { code: 'C1' }, aCall());

    expect(outcome.problem).toBe('What this tool reads can not be reached now.');
    expect(heard).toEqual([
      [
        'get_price',
        expect.objectContaining({ message: expect.stringContaining('10.0.0.7') }),
        'test-request',
      ],
    ]);
  });

  it('over a graph that heeds no signal ends at its deadline', async () => {
    const outcome = await toolboxOver(never, { deadlineMs: 20 }).use('get_price', { code: 'C1' }, aCall());

    expect(outcome.problem).toBe('What this tool reads did not answer in time.');
  });

  it('ends at once when the answer is stopped', async () => {
    const stop = new AbortController();

    const outcome = toolboxOver(never).use('get_price', { code: 'C1' }, aCall({ signal: stop.signal }));
    stop.abort();

    expect((await outcome).problem).toBe('The answer was stopped.');
  });

  it('records how long it took and what it was asked', async () => {
    let time = 100;
    const now = () => {
      time += 21;
      return time;
    };

    const { use } = await toolboxOver(empty, { now }).use('get_price', { code: 'c1' }, aCall());

    expect(use).toEqual({ name: 'get_price', input: { code: 'c1' }, ok: true, durationMs: 21 });
  });

  it('does not keep an input of any size', async () => {
    const { use } = await toolboxOver(empty).use('get_price', { code: 'x'.repeat(100_000) }, aCall());

    expect(JSON.stringify(use.input).length).toBeLessThan(100);
  });
});
