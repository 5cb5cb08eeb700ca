import type { ChatServiceFragment } from '../../../../schema/generated/operations.ts';
import type { FoundService } from '../../tools/search-services.ts';
import type { Source } from '../../tools/tool.ts';
import type { EngineEvent } from '../engine.ts';
import type { Asking } from './asking.ts';
import type { Item } from './entities.ts';

export type Priced = { service: ChatServiceFragment; source: Source };

/** Below this a match shares only some word with a service; measured on the questions of the tests. */
const leastScore = 0.55;
/** Matches this close to the best are as likely meant. */
const closeness = 0.06;
const mostMeant = 4;

/** KITAS and KITAP are one letter apart, which a search that forgives typing mistakes takes for one. */
function isOtherPermit(category: string, text: string): boolean {
  return (category === 'KITAP' && /\bkitas\b/.test(text)) || (category === 'KITAS' && /\bkitap\b/.test(text));
}

/** A service by its code or alias. */
export async function* serviceOfCode(
  asking: Asking,
  code: string,
): AsyncGenerator<EngineEvent, Priced | null> {
  const { result, sources } = yield* asking.use('get_price', { code });
  const [source] = sources;
  return result?.service && source ? { service: result.service, source } : null;
}

/** What people want to do with a thing: "open a PT PMA" finds less than "PT PMA", "open a company" more. */
const leadingVerb =
  /^(?:open|start|set ?up|register|found|establish|make|buka|membuka|buat|membuat|bikin|urus|mengurus|daftar|mendaftar|mendirikan|aprire|apre|apro|costituire|fondare|registrare|avviare) /u;

/** What the wording finds that names a service best; empty when even that is below `least`. */
async function* foundServices(
  asking: Asking,
  text: string,
  least: number,
): AsyncGenerator<EngineEvent, FoundService[]> {
  const asked = text.replace(/^(open|start|register)ing /u, '$1 ');
  let best: FoundService[] = [];
  for (const query of new Set([asked, asked.replace(leadingVerb, '')])) {
    const { result } = yield* asking.use('search_services', { query: query.slice(0, 200) });
    const found = (result?.services ?? []).filter(({ category }) => !isOtherPermit(category, text));
    if ((found[0]?.score ?? 0) > (best[0]?.score ?? 0)) best = found;
  }
  return (best[0]?.score ?? 0) >= least ? best : [];
}

/**
 * The services that may be meant, the likeliest first.
 * @param least the score that the best must have
 * @param most how many to name; with 1, nothing unless it is clear
 * @returns one when it is clear; up to four that are as likely; empty when the price list has nothing of the kind
 */
export async function* servicesMeant(
  asking: Asking,
  { code, text }: Pick<Item, 'code' | 'text'>,
  { least = leastScore, most = mostMeant }: { least?: number; most?: number } = {},
): AsyncGenerator<EngineEvent, Priced[]> {
  if (code !== null) {
    const exact = yield* serviceOfCode(asking, code);
    if (exact !== null) return [exact];
  }
  const found = yield* foundServices(asking, text, least);
  const best = found[0]?.score ?? 0;
  const likely = found.filter(({ score }) => (score ?? 0) >= best - closeness);
  if (most === 1 && likely.length > 1) return [];
  const meant: Priced[] = [];
  for (const { code: likelyCode } of likely.slice(0, most)) {
    const service = yield* serviceOfCode(asking, likelyCode);
    if (service !== null) meant.push(service);
  }
  return meant;
}
