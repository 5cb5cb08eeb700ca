import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectPath } from '../../shared/project-root.ts';
import { sectionsOf } from './cut.ts';
import { type Article, readArticle } from './front-matter.ts';
import type { Passage } from './passage.ts';

/** One article in one language, cut into passages. */
export type KnowledgeDocument = {
  /** "<documentId>.<lang>", such as "remote-worker-e33g.it" */
  key: string;
  /** Changes whenever anything in the article does. */
  hash: string;
  /** In the article's order. */
  passages: Passage[];
};

export const articleLanguages = { en: 'EN', id: 'ID', it: 'IT' } as const;

/** Thrown when articles are wrong; names every fault with its file. */
export class KnowledgeError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`Articles are wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'KnowledgeError';
  }
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10);

function documentOf({ head, body }: Article, content: string): KnowledgeDocument {
  const key = `${head.id}.${head.language.toLowerCase()}`;
  const passages = sectionsOf(body).map(({ heading, text }): Passage => {
    const title = heading === null ? head.title : `${head.title} · ${heading}`;
    return {
      id: `${key}.${shortHash(`${heading ?? ''}\n${text}`)}`,
      documentId: head.id,
      title,
      text,
      topic: head.topic,
      language: head.language,
      sourceUrl: null,
      effectiveFrom: head.effectiveFrom ?? null,
      services: head.services,
      kbli: head.kbli,
    };
  });
  return { key, hash: createHash('sha256').update(content).digest('hex').slice(0, 32), passages };
}

function faultsOf(document: KnowledgeDocument, { head }: Article, slug: string, language: string): string[] {
  const ids = document.passages.map(({ id }) => id);
  const expected = language in articleLanguages;
  return [
    ...(expected ? [] : ['is none of en.md, id.md and it.md']),
    ...(head.id === slug ? [] : [`id: is "${head.id}", but the folder is "${slug}"`]),
    ...(head.language.toLowerCase() === language ? [] : [`language: is ${head.language}`]),
    ...(ids.length > 0 ? [] : ['has no text']),
    ...(new Set(ids).size === ids.length ? [] : ['says the same thing twice under the same heading']),
  ];
}

/**
 * Reads and checks all articles of a folder `<slug>/{en,id,it}.md`.
 * @returns by key
 * @throws KnowledgeError naming every fault with its file
 */
export async function readKnowledge(
  folder = projectPath('services', 'chat', 'knowledge'),
): Promise<KnowledgeDocument[]> {
  const documents: KnowledgeDocument[] = [];
  const faults: string[] = [];
  const slugs = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name: slug } of slugs) {
    const files = (await readdir(join(folder, slug))).filter((file) => file.endsWith('.md'));
    for (const file of files) {
      const content = await readFile(join(folder, slug, file), 'utf8');
      const read = readArticle(content);
      if ('faults' in read) {
        faults.push(...read.faults.map((fault) => `${slug}/${file}: ${fault}`));
        continue;
      }
      const document = documentOf(read.article, content);
      const wrong = faultsOf(document, read.article, slug, file.slice(0, -'.md'.length));
      faults.push(...wrong.map((fault) => `${slug}/${file}: ${fault}`));
      documents.push(document);
    }
  }
  if (faults.length > 0) throw new KnowledgeError(faults);
  return documents.sort((one, other) => (one.key < other.key ? -1 : 1));
}
