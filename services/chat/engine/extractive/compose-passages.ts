import type { Language } from '../../../shared/language.ts';
import type { RankedPassage } from '../../retrieval/passage.ts';
import { coveredFrom } from '../../retrieval/score.ts';
import { excerpts } from './passage-sentences.ts';
import { paragraph, type Statement, sentence } from './statement.ts';

const languageNames: Record<Language, Record<Language, string>> = {
  EN: { EN: 'English', ID: 'Indonesian', IT: 'Italian' },
  ID: { EN: 'Inggris', ID: 'Indonesia', IT: 'Italia' },
  IT: { EN: 'inglese', ID: 'indonesiano', IT: 'italiano' },
};

const onlyIn: Record<Language, (name: string) => string> = {
  EN: (name) => `Our articles cover this only in ${name}. They say:`,
  ID: (name) => `Artikel kami hanya memuat hal ini dalam bahasa ${name}. Isinya:`,
  IT: (name) => `I nostri articoli trattano questo tema solo in ${name}. Dicono:`,
};

/** The language whose passages are used: the reader's own when it has any, else that of the best passage. */
function languageUsed(passages: readonly RankedPassage[], wanted: Language): Language | null {
  if (passages.some(({ language }) => language === wanted)) return wanted;
  return passages[0]?.language ?? null;
}

/**
 * The sentences of the best passages that answer a question, word for word, each cited.
 * @returns empty when no passage covers the question
 */
export function passageStatements(
  question: string,
  passages: readonly RankedPassage[],
  wanted: Language,
): Statement[] {
  const covering = passages.filter(({ score }) => score >= coveredFrom);
  const used = languageUsed(covering, wanted);
  if (used === null) return [];
  const found = excerpts(
    question,
    covering.filter(({ language }) => language === used),
  );
  const said = found.flatMap(({ passage, sentences }) =>
    sentences.map((text, at) => {
      const cites = { sourceRef: `passage:${passage.id}`, quote: text };
      return at === 0 ? paragraph(text, cites) : sentence(text, cites);
    }),
  );
  const notice = used === wanted ? [] : [paragraph(onlyIn[wanted](languageNames[wanted][used]))];
  return [...notice, ...said];
}
