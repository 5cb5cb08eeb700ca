import type { FoundKbli } from '../../tools/search-kbli.ts';
import type { Telling } from './answers.ts';
import type { Asking } from './asking.ts';
import { kbliStatements, otherMatches } from './compose-kbli.ts';
import type { Reading } from './intent.ts';
import { kbliSentences } from './kbli-sentences.ts';
import { paragraph } from './statement.ts';

export async function* tellKbliCode(asking: Asking, { kbliCodes, edition, aspects }: Reading): Telling {
  const { language } = asking;
  const year = edition ?? '2025';
  for (const code of kbliCodes.slice(0, 4)) {
    const { result, sources } = yield* asking.use('get_kbli', { code, edition: year });
    const [source] = sources;
    const found = result?.kbli ?? result?.other;
    if (!found || source === undefined) continue;
    if (!result?.kbli) yield* asking.say(paragraph(kbliSentences[language].onlyInOther(code, year)));
    yield* asking.say(...kbliStatements(found, source, { aspects, activity: null }, language));
  }
}

/** Below this the best match shares some letters with the activity and no more; measured on the tests' activities. */
const leastMatch = 0.7;
/** Matches further from the best share a word with the activity but are another trade. */
const closeness = 0.07;
const mostOthers = 3;

export async function* tellKbliSearch(asking: Asking, reading: Reading): Telling {
  const { language } = asking;
  if (reading.subject === '') return;
  const edition = reading.edition ?? '2025';
  const query = reading.subject.slice(0, 200);
  const { result, sources } = yield* asking.use('search_kbli', { query, edition });
  const matches = result?.matches ?? [];
  const [best] = matches;
  if (best === undefined || best.score < leastMatch) return;
  const details = yield* asking.use('get_kbli', { code: best.kbli.code, edition });
  const [source] = details.sources;
  if (!details.result?.kbli || source === undefined) return;
  const about = { aspects: reading.aspects, activity: reading.subject };
  yield* asking.say(...kbliStatements(details.result.kbli, source, about, language));
  // Who asks on about one thing of the best match has seen the others
  if (reading.aspects.length > 0) return;
  const near = (match: FoundKbli, at: number) =>
    at > 0 && at <= mostOthers && match.score >= best.score - closeness;
  const others = matches.filter(near);
  yield* asking.say(
    ...otherMatches(
      others,
      sources.filter((_, at) => near(matches[at] ?? best, at)),
      language,
    ),
  );
}
