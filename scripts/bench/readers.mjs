// What many readers, one that never reads, and those who leave do to each other.
import { until } from './program.mjs';
import { ask, eventFields, followAnswer, graphql, row } from './reader.mjs';

const pause = (ms) => new Promise((wake) => setTimeout(wake, ms));

const subjects = ['passport', 'sponsor', 'visa on arrival', 'retirement permit', 'company', 'tax number'];
const sentences = [
  'What must I know about the %',
  'How do I apply for the %',
  'Who needs a %',
  'Where do I get my %',
];
const endings = ['?', ' in Bali?', ', please?', ' for my wife?', ' this year?', ' with my family?', ' now?'];

/** Questions that the articles cover, none of them twice. */
const questions = endings
  .flatMap((ending) =>
    sentences.flatMap((sentence) => subjects.map((subject) => sentence.replace('%', subject) + ending)),
  )
  .values();

/** Asks for an answer that the paced model writes; the model has been asked when this resolves. */
export async function begin(base, model) {
  const question = questions.next().value;
  const { data, session } = await graphql(base, ask, { input: { question, language: 'EN' } });
  if ((await until(() => model.callOf(question) !== undefined)) === null) {
    throw new Error(`the model was not asked: ${question}`);
  }
  return { id: data.ask.answer.id, headers: { 'x-session': session }, call: model.callOf(question) };
}

/** So many readers of one answer. */
export function readersOf(base, { id, headers }, count, onEvent) {
  return Array.from({ length: count }, () => followAnswer(base, { variables: { id }, headers, onEvent }));
}

const openRequests = async (base) => {
  const text = await fetch(`${base}/metrics`).then((answer) => answer.text());
  // The asking itself is one of them
  return Number(/^zantara_backend_active_requests (\d+)/m.exec(text)?.[1]) - 1;
};

/** Notes the time from the model's writing of a word to the arrival of its text. */
function lagsOf(call, lags) {
  const lengths = new WeakMap();
  return ({ __typename: type, text }, at, reading) => {
    if (type !== 'TextDelta') return;
    const length = (lengths.get(reading) ?? 0) + text.length;
    lengths.set(reading, length);
    const piece = call.pieces.find(({ shownTo }) => shownTo === length);
    // What stood before the reader came tells nothing.
    if (piece && piece.at >= reading.sentAt) lags.push(at - piece.at);
  };
}

const faultsOf = (readers) =>
  readers.flatMap(({ seen }) => (seen.end === null ? [...seen.faults, 'no end'] : seen.faults));

/** One answer, read by one and by many. */
export async function measureTokens({ base, cpuMs }, model) {
  const rows = [];
  const costs = [];
  const faults = [];
  for (const count of [1, 50, 200]) {
    model.script({ words: 120, paceMs: 50 });
    const answer = await begin(base, model);
    const lags = [];
    const before = cpuMs();
    const readers = readersOf(base, answer, count, lagsOf(answer.call, lags));
    await Promise.all(readers.map(({ done }) => done));
    const events = readers.reduce((sum, { seen }) => sum + seen.events, 0);
    costs.push(`${((cpuMs() - before) / events).toFixed(2)} ms with ${count}`);
    faults.push(...faultsOf(readers));
    rows.push(row(`${count} ${count > 1 ? 'readers' : 'reader'} of one answer`, lags, 2));
  }
  return {
    rows,
    faults,
    text: `- The server computed for each event sent: ${costs.join(', ')} (making the answer included).`,
  };
}

const repeats = 600;
const longName = 'x'.repeat(70);
/** Asks for every text hundreds of times over, so that the kernel's buffers fill although an answer is short. */
const wordy = `subscription Stalled($id: ID!) { answerEvents(answerId: $id) { answerId ${eventFields}
  ... on TextDelta { ${Array.from({ length: repeats }, (_, n) => `${longName}${n}: sequence`).join(' ')} } } }`;

/** 20 answers with ten readers each, of whom one takes not a byte until it was closed. */
export async function measureCrowd(program, model) {
  const { base } = program;
  model.script({ words: 300, paceMs: 50 });
  const before = program.memory().now;
  const answers = await Promise.all(Array.from({ length: 20 }, () => begin(base, model)));
  const lags = [];
  const cpuBefore = program.cpuMs();
  const readers = answers.flatMap((answer, index) =>
    readersOf(base, answer, index === 0 ? 9 : 10, lagsOf(answer.call, lags)),
  );
  const [{ id, headers }] = answers;
  const heard = program.heard(({ msg }) => msg.startsWith('a reader was too slow'));
  const stalled = followAnswer(base, { query: wordy, variables: { id }, headers, paused: true });
  const closed = await Promise.race([heard.then(() => performance.now()), pause(60_000)]);
  const during = program.memory().now;
  // Had it the farewell, it reads what the kernel kept for it, and why it was closed.
  stalled.resume();
  await stalled.done;
  const { seen } = stalled;
  const resumed = followAnswer(base, { variables: { id, after: seen.sequence }, headers });
  await Promise.all([resumed, ...readers].map(({ done }) => done));
  const after = program.memory();
  const events = readers.reduce((sum, one) => sum + one.seen.events, 0);
  const cost = (program.cpuMs() - cpuBefore) / events;
  const faults = [
    ...faultsOf(readers),
    ...seen.faults,
    ...faultsOf([resumed]),
    ...(closed ? [] : ['the stalled reader was not closed']),
    ...(seen.reason === 'READER_STALLED' ? [] : [`the stalled reader was told ${seen.reason}`]),
    ...(resumed.seen.sequence === readers[0].seen.sequence ? [] : ['the resumed reader lacks events']),
  ];
  return {
    faults,
    rows: [row('200 readers of 20 answers', lags, 2)],
    text: [
      `- ${events} events to 199 readers, each ${cost.toFixed(2)} ms of computing in the server; ${faults.length} faults (a number that is missing, comes twice or out of order; texts that do not join to the answer's).`,
      `- The reader that takes nothing was closed ${((closed - stalled.sentAt) / 1_000).toFixed(1)} s after it came (first the kernel's buffers fill; the setting was 2 s). It was told ${seen.reason}, had ${seen.events} events, and got the other ${resumed.seen.events} with \`afterSequence: ${seen.sequence}\`.`,
      `- Memory of the server, MB: ${before} before, ${during} when the one was closed, ${after.now} after the last answer, ${after.most} most ever.`,
    ],
  };
}

/** Readers break their connections: how soon the server has let go of them, and whether the answer goes on. */
export async function measureLeaving({ base }, model) {
  const rows = [];
  const faults = [];
  for (const quiet of [false, true]) {
    model.script(quiet ? { words: 10, paceMs: 5, quiet } : { words: 200, paceMs: 30 });
    const answer = await begin(base, model);
    await pause(300);
    const times = [];
    for (let round = 0; round < 10; round += 1) {
      const readers = readersOf(base, answer, 20);
      await until(
        async () => (await openRequests(base)) === 20 && readers.every(({ seen }) => seen.events > 2),
      );
      const leftAt = performance.now();
      for (const { leave } of readers) leave();
      if ((await until(async () => (await openRequests(base)) === 0)) === null)
        faults.push('readers were kept');
      times.push(performance.now() - leftAt);
    }
    rows.push(row(`20 readers leave ${quiet ? 'a quiet' : 'a running'} answer: no open request`, times));
    if (quiet) {
      faults.push(...(answer.call.leftAt === null ? [] : ['the answer ended with its readers']));
      await stop(base, answer);
    } else {
      const [last] = readersOf(base, answer, 1);
      await last.done;
      faults.push(...faultsOf([last]), ...(last.seen.status === 'COMPLETED' ? [] : [last.seen.status]));
    }
  }
  return { rows, faults };
}

const stopAnswer = 'mutation Stop($id: ID!) { stopAnswer(id: $id) { status } }';
const stop = (base, { id, headers }) => graphql(base, stopAnswer, { id }, headers['x-session']);

/** How soon a stop has closed the model's connection, and told so to who asked for it and to the reader. */
export async function measureStops({ base }, model) {
  const taken = { model: [], reader: [], asker: [] };
  for (let round = 0; round < 20; round += 1) {
    model.script(round % 2 === 0 ? { words: 400, paceMs: 30 } : { words: 10, paceMs: 5, quiet: true });
    const answer = await begin(base, model);
    const [reader] = readersOf(base, answer, 1);
    await until(() => reader.seen.events > 4);
    const startedAt = performance.now();
    await stop(base, answer);
    taken.asker.push(performance.now() - startedAt);
    await reader.done;
    await until(() => answer.call.leftAt !== null);
    taken.model.push((answer.call.leftAt ?? Number.NaN) - startedAt);
    taken.reader.push(reader.seen.end - startedAt);
  }
  return [
    row("`stopAnswer` to the closing of the model's connection", taken.model),
    row('`stopAnswer` to its own answer', taken.asker),
    row('`stopAnswer` to the last event of a reader', taken.reader),
  ];
}
