// A Messages API that writes word by word at a steady pace, so that answers last for seconds. What it writes are the
// events of the tests' own double.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../set-up.mjs';

const compiled = join(root, 'dist/services/chat/engine/messages-double.events.js');

/** Words without figures, which would be held back until they are checked. */
const sentence =
  'Permit holders keep their passport and the letters of their sponsor at hand during every visit of the officers. ';

/** A text of so many words; every piece ends with the white space that tells that its word is whole. */
function wordsOf(count) {
  const words = sentence.match(/\S+\s/g);
  return Array.from({ length: count }, (_, index) => words[index % words.length]);
}

/**
 * @returns `script` sets what the next requests get: `words` at `paceMs`; `quiet` says nothing more after the words;
 *   `calls` holds each request's pieces with the time of their writing, and when its connection was closed from outside
 */
export async function openPacedModel() {
  const { messageEnd, messageStart, textBlock } = await import(pathToFileURL(compiled).href);
  const text = (event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
  const calls = [];
  const model = { words: 100, paceMs: 50, quiet: false };

  async function write(response, call) {
    const { words, paceMs, quiet } = model;
    const pieces = wordsOf(words);
    const [begin, ...rest] = textBlock(0, pieces);
    const end = rest.pop();
    response.write(text(messageStart()) + text(begin));
    const startedAt = performance.now();
    let length = 0;
    for (const [index, event] of rest.entries()) {
      const wait = startedAt + (index + 1) * paceMs - performance.now();
      if (wait > 0) await new Promise((wake) => setTimeout(wake, wait));
      if (response.destroyed) return;
      length += pieces[index].length;
      call.pieces.push({ shownTo: length - 1, at: performance.now() });
      response.write(text(event));
    }
    if (!quiet) response.end([end, ...messageEnd('end_turn')].map(text).join(''));
  }

  const server = createServer((request, response) => {
    const call = { pieces: [], leftAt: null, body: '' };
    calls.push(call);
    response.once('close', () => {
      if (!response.writableFinished) call.leftAt = performance.now();
    });
    let body = '';
    request.setEncoding('utf8').on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      call.body = body;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      void write(response, call);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    calls,
    script: (wanted) => void Object.assign(model, { quiet: false }, wanted),
    /** The request that was made for a question. */
    callOf: (question) => calls.findLast((call) => call.body.includes(JSON.stringify(question))),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
