import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import { projectPath } from '../../services/shared/project-root.ts';
import { type WholeGateway, wholeGateway } from './fixture/whole-gateway.ts';

// Making the seeded template and indexing the articles take seconds.
jest.setTimeout(120_000);

let gateway: WholeGateway;

beforeAll(async () => {
  // An address where no Redis is: how that looks is told all the same.
  gateway = await wholeGateway({ REDIS_URL: 'redis://127.0.0.1:1' });
});

afterAll(() => gateway.close());

const scrape = async () => (await gateway.get('/metrics')).text();
const sampleOf = (text: string, series: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1) ?? Number.NaN,
  );
const expressionsOf = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, each]) => (key === 'expr' ? [String(each)] : expressionsOf(each)));
const read = (name: string) => readFile(projectPath('fly', 'monitoring', name), 'utf8');

describe('numbers', () => {
  test('every metric that the dashboard and the alert rules name is one that the running process tells', async () => {
    const expressions = [
      ...expressionsOf(JSON.parse(await read('dashboard.json'))),
      ...expressionsOf(parseYaml(await read('rules.yml'))),
    ];

    const named = expressions.flatMap((text) => text.match(/\bzantara_backend_\w+/g) ?? []);
    const told = new Set([...(await scrape()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    const unknown = named.filter(
      (name) => !told.has(name) && !told.has(name.replace(/_(bucket|sum|count)$/, '')),
    );

    expect(expressions.length).toBeGreaterThan(30);
    expect(new Set(unknown)).toEqual(new Set());
  });

  test('every name that dashboards of old know is still told', async () => {
    const old = [
      ...['http_requests_total', 'http_request_duration_seconds', 'http_response_size_bytes'],
      ...['active_requests', 'cache_hits_total', 'cache_misses_total', 'process_cpu_user_seconds_total'],
      ...['process_cpu_system_seconds_total', 'process_cpu_seconds_total', 'process_start_time_seconds'],
      ...[
        'process_resident_memory_bytes',
        'nodejs_eventloop_lag_seconds',
        'nodejs_eventloop_lag_p99_seconds',
      ],
      ...['nodejs_active_handles_total', 'nodejs_heap_size_used_bytes', 'nodejs_gc_duration_seconds'],
      'nodejs_version_info',
    ].map((name) => `zantara_backend_${name}`);

    const text = await scrape();

    const missing = [...old, 'nodejs_cpu_user_seconds_total', 'process_resident_memory_bytes'].filter(
      (name) => !text.includes(`# TYPE ${name} `),
    );
    expect(missing).toEqual([]);
  });

  test('look-ups are counted by code and by section, searches when they find nothing, quotes by what became of them', async () => {
    const lines = '[{ serviceCode: "C1" }]';
    const quote = `quote(input: { lines: ${lines} }) { __typename }`;
    await gateway.post('/graphql', {
      query: `{ service(code: "c1") { code } kbli(code: "56101") { code } none: searchKbli(query: "zzqqxxv") { score } ${quote} }`,
    });
    await gateway.post('/graphql', {
      query: `mutation { saveQuote(input: { lines: ${lines} }) { __typename } }`,
    });

    const text = await scrape();

    expect(sampleOf(text, 'zantara_backend_service_lookups_total{service="C1"}')).toBe(1);
    expect(text).toMatch(/zantara_backend_kbli_lookups_total\{section="[A-V]"\} 1/);
    expect(sampleOf(text, 'zantara_backend_searches_without_result_total{searched="kbli"}')).toBe(1);
    expect(sampleOf(text, 'zantara_backend_quotes_total{outcome="computed"}')).toBe(1);
    expect(sampleOf(text, 'zantara_backend_quotes_total{outcome="saved"}')).toBe(1);
  });

  test('operations are told by the names of trusted documents alone', async () => {
    await gateway.post('/graphql', { query: 'query MadeUpByAClient { __typename }' });
    await gateway.get('/api/v2/bali-zero/kbli?query=restaurant');

    const text = await scrape();

    expect(text).toMatch(/graphql_operations_total\{operation="ad-hoc",kind="query",code="OK"\} \d/);
    expect(text).toMatch(/graphql_operations_total\{operation="[A-Z]\w+",kind="query",code="OK"\} \d/);
    expect(text).not.toContain('MadeUpByAClient');
  });

  test('what is read from the cache is told by name and by how it was found', async () => {
    for (const _time of [1, 2])
      await (await gateway.post('/api/v2/bali-zero/price', { service: 'C1' })).text();

    const text = await scrape();

    expect(text).toMatch(/cache_reads_total\{name="[\w-]+",status="MISS"\} \d/);
    expect(text).toMatch(/cache_reads_total\{name="[\w-]+",status="HIT"\} [1-9]/);
    expect(sampleOf(text, 'zantara_backend_cache_hits_total')).toBeGreaterThan(0);
  });

  test('an answer is counted with its engine, its tools and its search for passages', async () => {
    await gateway.post('/bali-zero/chat', { query: 'How much is the C1 visa?' });

    const text = await scrape();

    expect(sampleOf(text, 'zantara_backend_chat_answers_total{engine="EXTRACTIVE",status="COMPLETED"}')).toBe(
      1,
    );
    expect(sampleOf(text, 'zantara_backend_retrieval_duration_seconds_count{outcome="ok"}')).toBeGreaterThan(
      0,
    );
    expect(text).toMatch(/tool_uses_total\{tool="\w+",outcome="ok"\} \d/);
  });

  test('a Redis that is set and away is told by numbers and by /health', async () => {
    const health = await (await gateway.get('/health')).json();

    const text = await scrape();

    expect(sampleOf(text, 'zantara_backend_redis_up')).toBe(0);
    expect(health).toMatchObject({ status: 'degraded', checks: { redis: { status: 'unhealthy' } } });
  });
});
