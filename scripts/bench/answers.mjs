// How long somebody who asks waits, with the engine that needs no model.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../set-up.mjs';
import { ask, eventFields, followAnswer, graphql, readStream, row } from './reader.mjs';

const chat = `subscription Chat($input: AskInput!) { chat(input: $input) { answerId ${eventFields} } }`;
const each = 20;

/** Questions of the evaluation, and those about prices, quotes and codes, a third in each language. */
async function questions() {
  const evaluation = join(root, 'services/chat/retrieval/evaluation/questions.json');
  const covered = JSON.parse(readFileSync(evaluation, 'utf8')).filter(
    ({ documents }) => documents.length > 0,
  );
  const { labelledQuestions } = await import(
    pathToFileURL(join(root, 'dist/services/chat/engine/extractive/labelled-questions.fixture.js')).href
  );
  const { answerLanguage } = await import(pathToFileURL(join(root, 'dist/services/chat/language.js')).href);
  const facts = labelledQuestions
    .filter(([, intent]) => intent !== 'PROCEDURE')
    .map(([question]) => ({ question, language: answerLanguage(question, null, null) }));
  return ['EN', 'ID', 'IT'].flatMap((language) =>
    [covered, facts].flatMap((all) =>
      all
        .filter((one) => one.language === language)
        .filter((_, index, { length }) => index % Math.ceil(length / each) === 0),
    ),
  );
}

/** The times of one answer, from sending the question on. */
function timesOf(startedAt) {
  const times = { first: null, text: null, whole: null, faults: [] };
  const onEvent = ({ __typename: type }, at) => {
    times.first ??= at - startedAt;
    if (type === 'TextDelta') times.text ??= at - startedAt;
    if (type === 'AnswerCompleted') times.whole = at - startedAt;
  };
  return { times, onEvent };
}

const ways = {
  'subscription `chat`': async (base, question) => {
    const { times, onEvent } = timesOf(performance.now());
    const variables = { input: { question, clientRequestId: crypto.randomUUID() } };
    const { done, seen } = followAnswer(base, { query: chat, variables, onEvent });
    await done;
    return { ...times, faults: seen.faults };
  },
  '`ask`, then `answerEvents`': async (base, question) => {
    const { times, onEvent } = timesOf(performance.now());
    const { data, session } = await graphql(base, ask, { input: { question } });
    const headers = { 'x-session': session };
    const { done, seen } = followAnswer(base, { variables: { id: data.ask.answer.id }, headers, onEvent });
    await done;
    return { ...times, faults: seen.faults };
  },
  '`POST /bali-zero/chat-stream`': async (base, question) => {
    const startedAt = performance.now();
    const times = { first: null, text: null, whole: null, faults: [] };
    const onFrame = (frame, at) => {
      times.first ??= at - startedAt;
      if (frame.text) times.text ??= at - startedAt;
      if (frame.done) times.whole = at - startedAt;
      if (frame.error) times.faults.push(frame.error);
    };
    await readStream(base, '/bali-zero/chat-stream', { query: question }, { onFrame }).done;
    return times;
  },
};

/** Each question by each way, one after the other, each time from a caller without a session. */
export async function measureAnswers(program) {
  const all = await questions();
  const faults = [];
  const taken = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  const coldest = await ways['subscription `chat`'](program.base, all[0].question);
  for (const { question } of all) {
    for (const [way, measure] of Object.entries(ways)) {
      const times = await measure(program.base, question);
      if (times.faults.length > 0 || times.text === null || times.whole === null) {
        faults.push(`${way}: ${question}: ${times.faults.join(', ') || 'no text or no end'}`);
      } else taken[way].push(times);
    }
  }
  const rows = Object.entries(taken).flatMap(([way, times]) =>
    Object.entries({ first: 'first event', text: 'first text', whole: 'whole answer' }).map(([what, title]) =>
      row(
        `${way}: ${title}`,
        times.map((one) => one[what]),
      ),
    ),
  );
  return {
    text: [
      `${all.length} questions, a third in each language; the very first answer after the start had its first event after ${coldest.first.toFixed(0)} ms and its first text after ${coldest.text.toFixed(0)} ms.`,
      '',
      '| From sending the question to … | Count | Median, ms | p99, ms | Most, ms |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
    ].join('\n'),
    faults,
  };
}
