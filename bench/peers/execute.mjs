// A ceiling: bare node:http, prepared documents by id, graphql-js `execute`, JSON.stringify. It parses and checks no
// document, knows no caller, writes no log.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute, parse } from 'graphql';
import { monolithSchema } from '../graph/schema.mjs';
import { readSnapshot } from '../graph/snapshot.mjs';
import { listen, recorded } from './listen.mjs';

const manifest = join(import.meta.dirname, '..', '..', 'schema', 'trusted-documents.json');
const schema = monolithSchema(await readSnapshot(recorded));
const documents = new Map();

/** Prepared at first use, since the manifest also holds operations on fields that this schema leaves out. */
function documentOf(id) {
  const known = documents.get(id) ?? parse(texts[id], { noLocation: true });
  documents.set(id, known);
  return known;
}
const texts = JSON.parse(readFileSync(manifest, 'utf8'));

listen((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (part) => {
    body += part;
  });
  request.on('end', async () => {
    const { documentId, variables } = JSON.parse(body);
    const result = await execute({
      schema,
      document: documentOf(documentId),
      variableValues: variables,
    });
    const text = JSON.stringify(result);
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  });
});
