// Readers of answers over real HTTP, each with a connection of its own, noting when what came.
import { request } from 'node:http';

export const eventFields = `__typename sequence
  ... on AnswerStarted { conversationId }
  ... on PassagesRetrieved { passages { documentId title text score } }
  ... on ToolCalled { tool { name } }
  ... on TextDelta { text }
  ... on CitationAdded { citation { marker label quote } }
  ... on AnswerCompleted { answer { id status text } }
  ... on AnswerFailed { code message }`;

export const follow = `subscription Follow($id: ID!, $after: Int) {
  answerEvents(answerId: $id, afterSequence: $after) { answerId ${eventFields} }
}`;
export const ask = 'mutation Ask($input: AskInput!) { ask(input: $input) { answer { id } } }';

/** Asks GraphQL once. @returns the data and the session that the answer came with */
export async function graphql(base, query, variables, session) {
  const answer = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(session && { 'x-session': session }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return { data, session: answer.headers.get('x-session') ?? session };
}

/**
 * Posts a body and reads the stream of events that comes back.
 * @param onFrame called with each frame's JSON and the time at which its bytes were here
 * @returns the reading: `done` resolves when the connection is over, `leave` breaks it. A `paused` one takes
 *   no byte of it until `resume`
 */
export function readStream(base, path, body, { headers = {}, onFrame = () => {}, paused = false } = {}) {
  const reading = { sentAt: performance.now(), frames: 0, complete: false };
  const outgoing = request(`${base}${path}`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
  });
  reading.leave = () => outgoing.destroy();
  reading.done = new Promise((resolve) => {
    outgoing.on('error', resolve);
    outgoing.on('response', (incoming) => {
      reading.status = incoming.statusCode;
      reading.session = incoming.headers['x-session'];
      reading.resume = () => incoming.resume();
      if (paused) incoming.pause();
      let text = '';
      incoming.setEncoding('utf8').on('data', (part) => {
        const at = performance.now();
        const frames = (text + part).split('\n\n');
        text = frames.pop();
        for (const frame of frames) take(frame, at);
      });
      incoming.on('error', resolve).on('close', resolve);
    });
  });
  function take(frame, at) {
    if (frame.startsWith('event: complete')) reading.complete = true;
    const json = /^data: (.+)$/m.exec(frame)?.[1];
    if (json === undefined) return;
    reading.frames += 1;
    onFrame(JSON.parse(json), at);
  }
  outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
  return reading;
}

/**
 * Follows an answer, checking as it goes that every number comes once and in order, and that the joined texts are the
 * text of the completed answer.
 * @param document what of the body names the operation: its text, or the id of a trusted one
 */
export function followAnswer(
  base,
  { query = follow, document = { query }, variables, headers, paused, onEvent = () => {} },
) {
  let reading;
  const seen = { sequence: variables.after ?? 0, events: 0, faults: [], text: '', end: null, reason: null };
  const onFrame = ({ data, errors }, at) => {
    const event = data && Object.values(data)[0];
    if (!event) {
      seen.reason = errors?.[0]?.extensions?.reason ?? JSON.stringify(errors?.[0] ?? 'no event');
      if (seen.reason !== 'READER_STALLED') seen.faults.push(seen.reason);
      return;
    }
    seen.events += 1;
    seen.answerId ??= event.answerId;
    if (event.sequence !== seen.sequence + 1) seen.faults.push(`${seen.sequence} → ${event.sequence}`);
    seen.sequence = event.sequence;
    if (event.__typename === 'TextDelta') seen.text += event.text;
    if (event.__typename === 'AnswerFailed') seen.faults.push(event.code);
    if (event.__typename === 'AnswerCompleted') {
      if (!variables.after && event.answer.text !== seen.text) seen.faults.push('texts differ');
      seen.status = event.answer.status;
    }
    if (/Completed|Failed/.test(event.__typename)) seen.end = at;
    onEvent(event, at, reading);
  };
  reading = readStream(base, '/graphql', { ...document, variables }, { headers, onFrame, paused });
  return Object.assign(reading, { seen });
}

/** Median, 99th percentile and the worst, in milliseconds. */
export function spread(times) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { count: sorted.length, median: at(0.5), p99: at(0.99), most: at(1) };
}

export function row(title, times, digits = 1) {
  const { count, median, p99, most } = spread(times);
  return `| ${title} | ${count} | ${[median, p99, most].map((time) => time.toFixed(digits)).join(' | ')} |`;
}
