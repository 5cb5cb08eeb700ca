// Stands before the real subgraphs of TARGETS, `pricing=http://…,chat=http://…`, at /pricing/… and /chat/…. Once it has seen a
// request it answers the next one alike with the bytes it had then; with PASS=on it only passes requests on. What comes
// without the signature of a gateway of ours is signed here, since the chat answers nobody else.
import { request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listen } from './listen.mjs';

const { TARGETS, SECRET, PASS } = process.env;
const targets = Object.fromEntries(TARGETS.split(',').map((pair) => pair.split('=')));
const signing = join(import.meta.dirname, '..', '..', 'dist/services/shared/signed-call.js');
const { makeSignedCalls } = await import(pathToFileURL(signing).href);
const signed = makeSignedCalls({ secret: SECRET });
const nobody = { kind: 'ANONYMOUS', id: 'bench', scopes: [] };

const known = new Map();
const counts = { known: 0, passed: 0 };

function readAll(stream, done) {
  const parts = [];
  stream.on('data', (part) => parts.push(part)).on('end', () => done(Buffer.concat(parts)));
}

function passOn({ method, url, headers }, body, answer) {
  const [, name] = url.split('/');
  const target = new URL(targets[name] + url.slice(name.length + 1));
  const { host, 'content-length': _, 'transfer-encoding': __, 'accept-encoding': ___, ...rest } = headers;
  const own = headers['x-zantara-signature'] ? {} : signed.sign(nobody, body.toString());
  const passed = request(
    target,
    { method, headers: { ...rest, ...own, 'content-length': body.length } },
    (incoming) =>
      readAll(incoming, (bytes) => {
        const {
          connection,
          'keep-alive': ____,
          'transfer-encoding': _____,
          date,
          ...kept
        } = incoming.headers;
        answer({ status: incoming.statusCode, headers: { ...kept, 'content-length': bytes.length }, bytes });
      }),
  );
  passed.on('error', (error) => answer({ status: 502, headers: {}, bytes: Buffer.from(String(error)) }));
  passed.end(body);
}

listen((incoming, response) => {
  const send = ({ status, headers, bytes }) => response.writeHead(status, headers).end(bytes);
  if (incoming.url === '/counts') return send({ status: 200, headers: {}, bytes: JSON.stringify(counts) });
  readAll(incoming, (body) => {
    const key = `${incoming.url} ${body}`;
    const found = known.get(key);
    if (found) {
      counts.known += 1;
      return send(found);
    }
    counts.passed += 1;
    passOn(incoming, body, (answer) => {
      if (PASS !== 'on' && answer.status === 200) known.set(key, answer);
      send(answer);
    });
  });
});
