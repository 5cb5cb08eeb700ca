import type { Passage } from './passage.ts';
import { type Contents, kbliKey } from './passage-index.ts';

export type Counted = Pick<Passage, 'documentId' | 'language' | 'services' | 'kbli'> & {
  terms: readonly number[];
};

/** Sums up what an index holds, from a walk over its passages. */
export function contentsOf(passages: Iterable<Counted>): Contents {
  const frequencies = new Map<number, number>();
  const documents = new Set<string>();
  const services = new Set<string>();
  const kbli = new Set<string>();
  let count = 0;
  for (const passage of passages) {
    count += 1;
    for (const term of passage.terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    documents.add(`${passage.documentId} ${passage.language}`);
    for (const code of passage.services) services.add(code);
    for (const each of passage.kbli) kbli.add(kbliKey(each));
  }
  return {
    passages: count,
    frequency: (term) => frequencies.get(term) ?? 0,
    holds: (documentId, language) => documents.has(`${documentId} ${language}`),
    services,
    kbli,
  };
}
