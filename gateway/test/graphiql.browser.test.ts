import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Caller } from '../../services/shared/caller.ts';
import { eventually } from '../../services/shared/eventually.ts';
import { graphiqlRoutes } from '../graphiql.ts';
import { type TestGateway, testGateway } from './fixture/gateway.ts';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
const args = [...quiet, '--disable-background-networking', '--disable-component-update'];

let gateway: TestGateway;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  if (!existsSync(executablePath))
    throw new Error(`There is no Chromium at ${executablePath}; set CHROMIUM_PATH`);
  gateway = await testGateway({ routes: [graphiqlRoutes] });
  origin = gateway.origin;
  browser = await chromium.launch({ executablePath, headless: true, args });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await gateway?.close();
});

/** A fresh page, and what it asked for and complained of. */
async function openPage(): Promise<{ page: Page; asked: string[]; complaints: string[] }> {
  const page = await browser.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, asked, complaints };
}

const trusted = {
  a1: 'query Almanac{almanac}',
  b2: 'subscription Day{silence{sequence ... on DayBegan{text}}}',
};
const admin: Caller = { kind: 'API_KEY', id: 'key:1', scopes: ['admin'] };
const closed = () =>
  testGateway({
    environment: { GRAPHIQL: 'key' },
    trusted,
    keys: { callerOf: (secret) => (secret === 'zk_admin' ? admin : null) },
    routes: [graphiqlRoutes],
  });

const resultOf = (page: Page, text: string) => page.locator('.result-window', { hasText: text });

describe('GraphiQL in a real browser', () => {
  test('a query typed into the editor is run, with every file from this origin and no complaint', async () => {
    const { page, asked, complaints } = await openPage();
    await page.goto(`${origin}/graphiql`);
    await page.locator('.graphiql-query-editor .monaco-editor').first().click();

    await page.keyboard.press('Control+A');
    // The editor closes the bracket by itself.
    await page.keyboard.insertText('{ almanac ');
    await page.locator('.suggest-widget', { hasText: 'sightings' }).waitFor({ timeout: 30_000 });
    // The tab loses the example's name once the editor has understood the new text.
    await page.locator('.graphiql-tab', { hasText: '<untitled>' }).waitFor({ timeout: 30_000 });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Enter');
    await resultOf(page, 'Tides of the year').waitFor({ timeout: 30_000 });

    expect(complaints).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'))).toEqual([]);
    expect(asked.some((url) => url.includes('graphql.worker'))).toBe(true);
  }, 60_000);

  test('the events of a subscription are shown as they come, and stopping it frees its source', async () => {
    const { page, complaints } = await openPage();
    const query = encodeURIComponent('subscription { silence { sequence ... on DayBegan { text } } }');
    await page.goto(`${origin}/graphiql?query=${query}`);

    await page.locator('button.graphiql-execute-button').click();
    await resultOf(page, 'Dawn').waitFor({ timeout: 30_000 });
    expect(gateway.harbour.open).toBe(1);
    await page.locator('button.graphiql-execute-button').click();
    await eventually(async () => gateway.harbour.open === 0);

    expect(complaints).toEqual([]);
  }, 60_000);

  test('a query in the address is run with the button, and its fault is shown with a code', async () => {
    const { page, complaints } = await openPage();
    await page.goto(`${origin}/graphiql?query=${encodeURIComponent('{ almanac broken }')}`);

    await page.locator('button.graphiql-execute-button').click();
    await resultOf(page, 'INTERNAL_SERVER_ERROR').waitFor({ timeout: 30_000 });

    expect(complaints).toEqual([]);
  }, 60_000);

  test('by key alone, the key opens schema and list for this tab, and a click loads an operation', async () => {
    const ops = await closed();
    try {
      const { page } = await openPage();
      await page.goto(`${ops.origin}/graphiql`);
      const state = page.locator('#operations-state');
      const before = await state.textContent();

      await page.getByLabel('Admin key').fill('zk_admin');
      await page.getByRole('button', { name: 'Use', exact: true }).click();
      await page.locator('#operations').getByText('Day').click();
      await page.locator('#operations [aria-current]', { hasText: 'Day' }).waitFor();
      await page.locator('button.graphiql-execute-button').click();
      await resultOf(page, 'Dawn').waitFor({ timeout: 30_000 });
      const kept = await page.evaluate(() => ({
        session: sessionStorage.getItem('admin-key'),
        local: JSON.stringify(localStorage),
        address: location.href,
      }));

      expect(before).toContain('scope admin');
      expect(ops.harbour.callers.at(-1)).toBe(admin.id);
      expect(kept.session).toBe('zk_admin');
      expect(`${kept.local} ${kept.address}`).not.toContain('zk_admin');
    } finally {
      await ops.close();
    }
  }, 90_000);

  test('the editor starts with a question of prices', async () => {
    const { page } = await openPage();
    await page.goto(`${origin}/graphiql`);

    const editor = page.locator('.graphiql-query-editor');
    await editor.getByText('RemoteWorkerPermit').waitFor({ timeout: 30_000 });

    expect(await editor.textContent()).toContain('E33G');
  }, 60_000);
});
