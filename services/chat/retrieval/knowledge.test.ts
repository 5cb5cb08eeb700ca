import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { longestPassage } from './cut.ts';
import { articleLanguages, readKnowledge } from './knowledge.ts';

const head = (more = '') => `---
id: overstay
language: EN
topic: VISA
title: Overstay
reviewed: 2026-11-22
services: [C1]
kbli:
  - {edition: KBLI_2025, code: "56301"}
sources: ["Law 6/2011"]
${more}---
`;

let folder: string;
const article = async (slug: string, file: string, content: string) => {
  await mkdir(join(folder, slug), { recursive: true });
  await writeFile(join(folder, slug, file), content);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'articles-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the committed articles', () => {
  test('are free of faults: at least 25 subjects, each in three languages, in passages of a bounded length', async () => {
    const documents = await readKnowledge();

    const keys = documents.map(({ key }) => key);
    const subjects = new Set(keys.map((key) => key.replace(/\..*$/, '')));
    const missing = [...subjects].flatMap((subject) =>
      Object.keys(articleLanguages)
        .map((language) => `${subject}.${language}`)
        .filter((key) => !keys.includes(key)),
    );
    const lengths = documents.flatMap(({ passages }) => passages.map(({ text }) => text.length));
    expect(missing).toEqual([]);
    expect(subjects.size).toBeGreaterThanOrEqual(25);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(longestPassage);
  });

  test('give every passage an id of its own', async () => {
    const ids = (await readKnowledge()).flatMap(({ passages }) => passages.map(({ id }) => id));

    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('readKnowledge', () => {
  test('an article becomes passages with its title, codes and dates', async () => {
    await article(
      'overstay',
      'en.md',
      `${head('effectiveFrom: 2024-10-17\n')}\n## Fines\nOne million a day.\n`,
    );

    const [document] = await readKnowledge(folder);

    expect(document?.passages).toEqual([
      {
        id: expect.stringMatching(/^overstay\.en\.[0-9a-f]{10}$/),
        documentId: 'overstay',
        title: 'Overstay · Fines',
        text: 'One million a day.',
        topic: 'VISA',
        language: 'EN',
        sourceUrl: null,
        effectiveFrom: '2024-10-17',
        services: ['C1'],
        kbli: [{ edition: 'KBLI_2025', code: '56301' }],
      },
    ]);
  });

  test('a passage keeps its id while its text stays, and the document has a new hash', async () => {
    await article('overstay', 'en.md', `${head()}\n## Fines\nOne million a day.\n\n## Bans\nUp to 10 years.`);
    const [before] = await readKnowledge(folder);
    await article('overstay', 'en.md', `${head()}\n## Fines\nTwo million a day.\n\n## Bans\nUp to 10 years.`);

    const [after] = await readKnowledge(folder);

    const ids = [before, after].map((document) => document?.passages.map(({ id }) => id) ?? []);
    expect(ids[0]?.[0]).not.toBe(ids[1]?.[0]);
    expect(ids[0]?.[1]).toBe(ids[1]?.[1]);
    expect(before?.hash).not.toBe(after?.hash);
  });

  test('every fault is named with its file', async () => {
    await article('overstay', 'en.md', 'No front matter.');
    await article('overstay', 'id.md', head().replace('VISA', 'TRAVEL').replace('2026-11-22', 'yesterday'));
    await article('overstay', 'it.md', `${head()}\n## Multe\nUn milione.`);
    await article('overstay', 'fr.md', `${head().replace('id: overstay', 'id: stay')}\nText.`);
    await article('visa', 'en.md', '---\nid: [visa\n---\nText.');

    const faults = await readKnowledge(folder).catch((error: { faults: string[] }) =>
      [...error.faults].sort(),
    );

    expect(faults).toEqual([
      'overstay/en.md: has no front matter between two lines of three dashes',
      'overstay/fr.md: id: is "stay", but the folder is "overstay"',
      'overstay/fr.md: is none of en.md, id.md and it.md',
      'overstay/fr.md: language: is EN',
      'overstay/id.md: reviewed: must be a date such as 2026-05-31',
      expect.stringMatching(/^overstay\/id\.md: topic: /),
      'overstay/it.md: language: is EN',
      expect.stringMatching(/^visa\/en\.md: front matter: /),
    ]);
  });

  test('an article without text and one that repeats itself are faults', async () => {
    await article('overstay', 'en.md', head());
    await article(
      'repeated',
      'en.md',
      `${head().replace('id: overstay', 'id: repeated')}## A\nSame.\n## A\nSame.`,
    );

    await expect(readKnowledge(folder)).rejects.toThrow(
      /overstay\/en\.md: has no text[\s\S]*says the same thing twice/,
    );
  });
});
