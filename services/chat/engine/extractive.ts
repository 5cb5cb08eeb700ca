import type { Engine, EngineEvent, EngineRequest } from './engine.ts';
import {
  type Telling,
  tellComparison,
  tellList,
  tellPrice,
  tellProcedure,
  tellQuote,
  tellUnreachable,
} from './extractive/answers.ts';
import { tellContact } from './extractive/answers-contact.ts';
import { tellKbliCode, tellKbliSearch } from './extractive/answers-kbli.ts';
import { type Asking, makeAsking } from './extractive/asking.ts';
import { meaningOf } from './extractive/follow-up.ts';
import type { Intent, Reading } from './extractive/intent.ts';
import { names } from './extractive/passage-sentences.ts';
import { engineFailure } from './failure.ts';

const tellings: Record<Intent, (asking: Asking, reading: Reading, request: EngineRequest) => Telling> = {
  PRICE: tellPrice,
  QUOTE: tellQuote,
  COMPARE: tellComparison,
  LIST: tellList,
  KBLI_CODE: tellKbliCode,
  KBLI_SEARCH: tellKbliSearch,
  CONTACT: tellContact,
  PROCEDURE: tellProcedure,
};

const priceIntents: readonly Intent[] = ['PRICE', 'QUOTE', 'COMPARE', 'LIST'];

async function* compose(request: EngineRequest): AsyncGenerator<EngineEvent, void> {
  const reading = meaningOf(
    request.question,
    request.history.map(({ question }) => question),
  );
  const asking = makeAsking(request);
  yield* tellings[reading.intent](asking, reading, request);
  if (asking.spoke()) return;
  if (asking.failed() && priceIntents.includes(reading.intent)) yield* tellUnreachable(asking);
  if (reading.intent === 'PROCEDURE') return;
  // Articles speak of prices in many places; of a thing that has none they only help when they speak of the thing
  const isPriced = priceIntents.includes(reading.intent);
  const passages = request.passages.filter((passage) => !isPriced || names(reading.subject, passage));
  yield* tellProcedure(asking, reading, { ...request, passages });
}

/**
 * Composes answers from passages and typed facts, sentence by sentence, without a language model.
 * A question that neither tools nor passages cover ends without any text and without a failure: what is said then is
 * the caller's business. So does a request to revise, since there is nothing here that could word a sentence anew.
 */
export function makeExtractiveEngine(): Engine {
  return {
    name: 'EXTRACTIVE',
    model: null,
    async *answer(request) {
      if (request.revise !== null) {
        yield { kind: 'END', failure: null };
        return;
      }
      try {
        yield* compose(request);
      } catch (cause) {
        if (!request.call.signal.aborted) throw cause;
        yield { kind: 'END', failure: engineFailure('STOPPED', request.language) };
        return;
      }
      yield { kind: 'END', failure: null };
    },
  };
}
