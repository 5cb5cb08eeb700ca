// Answers that stream to readers, each event checked: what the server computed for each event that was delivered.
import { openPacedModel } from '../../scripts/bench/paced-model.mjs';
import { ask, followAnswer, graphql } from '../../scripts/bench/reader.mjs';

const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));
/** One that the articles cover, so that the model is asked. */
const question = 'What must I know about the passport?';
const paceMs = 50;
/** For what stands around the words: the model's first words, the end, the readers' leaving. */
const marginMs = 1_500;

/** Cases by the number of readers of one answer; fewer readers have more answers at once, so that there is enough to count. */
export const cases = { 1: 20, 20: 5, 200: 1 };

/** Answers of our program, written by the paced stand-in for the language model. */
export async function openModel(words) {
  const model = await openPacedModel();
  model.script({ words, paceMs });
  return {
    settings: { ANTHROPIC_API_KEY: 'bench', ANTHROPIC_BASE_URL: model.url, ANTHROPIC_IDLE_MS: '60000' },
    async begin(base) {
      const { data, session } = await graphql(base, ask, { input: { question, language: 'EN' } });
      return { id: data.ask.answer.id, headers: { 'x-session': session } };
    },
    close: () => model.close(),
  };
}

/** Answers of the peer, which plays the events that our program had, at the same pace. */
export const played = {
  settings: { PACE_MS: String(paceMs) },
  async begin(base) {
    const { data } = await graphql(base, ask, { input: { question: 'Play.' } });
    return { id: data.ask.answer.id, headers: {} };
  },
};

/** @returns milliseconds of computing, delivered events, faults */
async function follow({ program, answering, document, words }, answers, readers) {
  const cpuBefore = program.cpuMs();
  const until = pause(words * paceMs + marginMs);
  const begun = await Promise.all(Array.from({ length: answers }, () => answering.begin(program.base)));
  const all = begun.flatMap(({ id, headers }) =>
    Array.from({ length: readers }, () =>
      followAnswer(program.base, { document, variables: { answerId: id }, headers }),
    ),
  );
  await Promise.all([until, ...all.map(({ done }) => done)]);
  const faults = all.flatMap(({ seen }) => (seen.end === null ? [...seen.faults, 'no end'] : seen.faults));
  const events = all.reduce((sum, { seen }) => sum + seen.events, 0);
  return { cpuMs: program.cpuMs() - cpuBefore, events, faults };
}

const withoutId = (fault) => fault.replace(/,"requestId":"[^"]*"/, '');

/**
 * Each case beside the same answers without readers; the difference is the delivery.
 * @param stream `{ program, answering, document, words }`
 * @returns by case: microseconds a delivered event, with the making of the answer and without, memory, and
 *   faults: numbers that are missing, double or out of order, texts that do not join, streams that broke off
 */
export async function measureReaders(stream, readerCounts) {
  const measured = {};
  // What is compiled for the first answers and the first readers would be told as the making of the answers after them.
  await follow(stream, 4, 5);
  await follow(stream, 20, 1);
  for (const readers of readerCounts) {
    const answers = cases[readers];
    // Before and after: making answers still gets cheaper, and the difference must not.
    const before = await follow(stream, answers, 0);
    const { cpuMs, events, faults } = await follow(stream, answers, readers);
    const after = await follow(stream, answers, 0);
    const aloneMs = (before.cpuMs + after.cpuMs) / 2;
    measured[readers] = {
      wholeUs: (cpuMs * 1_000) / events,
      deliveryUs: ((cpuMs - aloneMs) * 1_000) / events,
      events,
      faults: faults.length,
      faultTexts: [...new Set(faults.map(withoutId))].slice(0, 5),
      memoryMb: stream.program.memoryMb().now,
    };
  }
  return measured;
}
