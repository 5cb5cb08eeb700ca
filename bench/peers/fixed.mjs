// The ceiling of a cache hit: node:http with fixed bytes. FIXED names a file with the headers and the body to send, taken
// from an answer of the gateway.
import { readFileSync } from 'node:fs';
import { listen } from './listen.mjs';

const { headers, body } = JSON.parse(readFileSync(process.env.FIXED, 'utf8'));
const bytes = Buffer.from(body);
const fixed = { ...headers, 'content-length': bytes.length };

listen((_request, response) => {
  response.writeHead(200, fixed);
  response.end(bytes);
});
