import { tokens } from '../../../shared/text/tokenise.ts';
import { sentencesOf } from '../../grounding/sentences.ts';
import type { RankedPassage } from '../../retrieval/passage.ts';
import { plainText } from './plain-text.ts';
import { fillers, headingsFor } from './question-words.ts';

export type Excerpt = { passage: RankedPassage; sentences: string[] };

/** Passages much weaker than the best are about something else. */
const leastShare = 0.7;
const mostPassages = 3;
const sentencesOfBest = 5;
const sentencesOfOthers = 3;
/** Long words of one root begin alike in all three languages: "permit", "permits"; "pajak", "pajaknya". */
const rootLength = 5;

function rootsOf(text: string): Set<string> {
  return new Set(tokens(text).map((word) => word.slice(0, rootLength)));
}

/** Whether a passage says any of the words that name a subject. */
export function names(subject: string, { title, text }: RankedPassage): boolean {
  return overlap(`${title} ${text}`, rootsOf(subject)) > 0;
}

/** How many of the question's telling words a sentence holds. */
function overlap(sentence: string, asked: ReadonlySet<string>): number {
  let count = 0;
  for (const root of rootsOf(sentence)) if (asked.has(root)) count += 1;
  return count;
}

/** The neighbouring sentences that fit best: taken out of their order they would refer to what is not there. */
function fitting(passage: RankedPassage, asked: ReadonlySet<string>, most: number): string[] {
  const all = sentencesOf(passage.text)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
  const scores = all.map((sentence) => overlap(sentence, asked));
  const scoreFrom = (start: number) =>
    scores.slice(start, start + most).reduce((sum, score) => sum + score, 0);
  const starts = all.map((_, at) => at).slice(0, Math.max(1, all.length - most + 1));
  const best = starts.reduce((kept, start) => (scoreFrom(start) > scoreFrom(kept) ? start : kept), 0);
  return all.slice(best, best + most);
}

const headingOf = ({ title }: RankedPassage) => plainText(title.split(' · ').slice(1).join(' '));

/**
 * Passages in the order in which they answer: one whose heading speaks of what is asked ("how do I …": steps) goes ahead of
 * those that only share the subject with it; so does one whose whole heading the question names.
 */
function inOrder(question: string, passages: readonly RankedPassage[]): RankedPassage[] {
  const [, heading] = headingsFor.find(([asking]) => asking.test(question)) ?? [];
  const asked = rootsOf(question);
  const speaks = (passage: RankedPassage) => {
    const says = headingOf(passage);
    const isNamed = says !== '' && [...rootsOf(says)].every((root) => asked.has(root));
    return isNamed || (heading?.test(says) ?? false);
  };
  const [best] = passages;
  const near = passages.filter(
    ({ score, documentId }) =>
      best !== undefined && documentId === best.documentId && score >= best.score * leastShare,
  );
  const first = near.filter(speaks);
  return [...first, ...passages.filter((passage) => !first.includes(passage))];
}

/**
 * What the passages say on a question, condensed: most of the best passage, a little of those close to it.
 * @param passages best first
 */
export function excerpts(question: string, passages: readonly RankedPassage[]): Excerpt[] {
  const plain = plainText(question);
  const asked = rootsOf(plain.replace(fillers.for(plain), ' '));
  const ordered = inOrder(plain, passages);
  const [best] = ordered;
  if (best === undefined) return [];
  return ordered
    .filter(({ score }) => score >= best.score * leastShare)
    .slice(0, mostPassages)
    .map((passage, at) => ({
      passage,
      sentences: fitting(passage, asked, at === 0 ? sentencesOfBest : sentencesOfOthers),
    }));
}
