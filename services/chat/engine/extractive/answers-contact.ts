import type { Telling } from './answers.ts';
import type { Asking } from './asking.ts';
import { citing, item, paragraph } from './statement.ts';

/** The ways to reach the firm, as the price list states them. */
export async function* tellContact(asking: Asking): Telling {
  const { sources } = yield* asking.use('get_contact', {});
  const [source] = sources;
  if (source === undefined) return;
  yield* asking.say(
    paragraph(`${source.label}:`),
    ...source.facts.map((fact) => item(fact, citing(source, fact))),
  );
}
