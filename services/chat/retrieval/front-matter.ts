import { parse, YAMLError } from 'yaml';
import * as z from 'zod';
import { KbliEdition } from '../../shared/kbli-edition.ts';
import { Language } from '../../shared/language.ts';
import { topics } from './passage.ts';

const date = z.iso.date('must be a date such as 2026-05-31');
const code = z.string().regex(/^[A-Z][A-Z0-9-]*$/, 'must be a catalogue code');
const kbli = z.strictObject({
  edition: z.enum(KbliEdition),
  code: z.string().regex(/^([A-V]|\d{2,5})$/, 'must be a KBLI code in quotes'),
});

/** What stands above an article, between two lines of three dashes. */
const frontMatter = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower case words joined by dashes'),
  language: z.enum(Language),
  topic: z.enum(topics),
  title: z.string().min(1),
  effectiveFrom: date.optional(),
  reviewed: date,
  services: z.array(code),
  kbli: z.array(kbli),
  sources: z.array(z.string().min(1)),
});
export type FrontMatter = z.infer<typeof frontMatter>;

export type Article = { head: FrontMatter; body: string };

const shape = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;

/**
 * Reads an article.
 * @returns the article, or everything that is wrong with it
 */
export function readArticle(text: string): { article: Article } | { faults: string[] } {
  const match = shape.exec(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
  if (!match) return { faults: ['has no front matter between two lines of three dashes'] };
  try {
    // The core schema leaves a date as it is written.
    const head = frontMatter.safeParse(parse(match[1] ?? '', { schema: 'core' }));
    if (head.success) return { article: { head: head.data, body: (match[2] ?? '').trim() } };
    return {
      faults: head.error.issues.map(({ path, message }) => `${path.join('.') || 'front matter'}: ${message}`),
    };
  } catch (error) {
    if (error instanceof YAMLError) return { faults: [`front matter: ${error.message.split('\n')[0]}`] };
    throw error;
  }
}
