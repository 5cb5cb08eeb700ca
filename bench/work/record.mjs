// What the peers are given is read from our own running program: articles by service, answers with citations, and the
// events of one streamed answer.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentNamed } from '../../scripts/bench/documents.mjs';
import { openPacedModel } from '../../scripts/bench/paced-model.mjs';
import { until } from '../../scripts/bench/program.mjs';
import { followAnswer, graphql } from '../../scripts/bench/reader.mjs';

const answersWanted = 12;
const languages = { NONE: null, EN: 'EN', ID: 'ID', IT: 'IT' };

async function articlesOf(base) {
  const fields = Object.keys(languages)
    .map(
      (name) =>
        `${name}: articles(first: 3${languages[name] ? `, lang: ${name}` : ''}) { id title sourceUrl }`,
    )
    .join(' ');
  const query = `{ services(first: 100) { nodes { code ${fields} } } }`;
  const { data } = await graphql(base, query, {});
  return Object.fromEntries(data.services.nodes.map(({ code, ...articles }) => [code, articles]));
}

/** Asks for answers and waits until they are made; all belong to one session. */
async function answersOf(base, codes) {
  const answers = {};
  let session;
  const ask = 'mutation Ask($input: AskInput!) { ask(input: $input) { answer { id } } }';
  for (const code of codes.slice(0, answersWanted)) {
    const input = { question: `How much is ${code}?`, language: 'EN' };
    const asked = await graphql(base, ask, { input }, session);
    session = asked.session;
    const { id } = asked.data.ask.answer;
    const read = async () =>
      (await graphql(base, documentNamed('Answer').query, { id }, session)).data.answer;
    const isDone = async () => (await read()).status === 'COMPLETED';
    if ((await until(isDone)) === null) throw new Error(`the answer about ${code} was not made`);
    answers[id] = await read();
  }
  return { answers, session };
}

/** Every event of an answer that the paced model writes, as the trusted document of the events shows them. */
async function eventsOf(base, words, model) {
  model.script({ words, paceMs: 5 });
  const ask = 'mutation Ask($input: AskInput!) { ask(input: $input) { answer { id } } }';
  const input = { question: 'What must I know about a passport in Bali?', language: 'EN' };
  const { data, session } = await graphql(base, ask, { input });
  const events = [];
  const { done, seen } = followAnswer(base, {
    query: documentNamed('AnswerEvents').query,
    variables: { answerId: data.ask.answer.id },
    headers: { 'x-session': session },
    onEvent: (event) => void events.push(event),
  });
  await done;
  if (seen.end === null || seen.faults.length > 0) throw new Error(`no whole answer: ${seen.faults}`);
  return events;
}

/**
 * @param words how long the streamed answer is
 * @returns the file for the peers, and what belongs to the requests: ids of the answers and their owner's session
 */
export async function record({ ours, folder, words }) {
  const program = await ours.start();
  const articles = await articlesOf(program.base);
  const { answers, session } = await answersOf(program.base, Object.keys(articles));
  await program.stop();

  const model = await openPacedModel();
  const settings = { ANTHROPIC_API_KEY: 'bench', ANTHROPIC_BASE_URL: model.url };
  const streaming = await ours.start('gateway', { settings });
  const events = await eventsOf(streaming.base, words, model);
  await streaming.stop();
  await model.close();

  const file = join(folder, 'recorded.json');
  writeFileSync(file, JSON.stringify({ articles, answers, events }));
  return { file, session, answerIds: Object.keys(answers) };
}
