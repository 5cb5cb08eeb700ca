import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getOperationAST, parse, print } from 'graphql';
import { projectPath } from '../services/shared/project-root.ts';
import { requireScope } from '../services/shared/scope.ts';
import { operationName } from './documents.ts';
import { securityHeaders } from './security-headers.ts';
import type { RoutePlugin } from './server.ts';
import { addStaticFiles, staticFiles } from './static-files.ts';

type TrustedOperation = { name: string; kind: string; documentId: string; text: string };

/** Our own files, and after a build the library's beside them. */
const ownFolder = fileURLToPath(new URL('./graphiql/', import.meta.url));
const libraryFolder = projectPath('node_modules', '@graphql-yoga', 'graphiql', 'dist');

/** What the editor's own files need beyond `default-src 'self'`: it makes style elements; fonts and icons are data. */
const pagePolicy = [
  securityHeaders['content-security-policy'],
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
].join('; ');

/** `/graphiql`: a page to explore the graph with. All its files come from here, so it works without the Internet. */
export const graphiqlRoutes: RoutePlugin = async (app, { settings, trusted }) => {
  if (settings.sight.graphiql === 'off') return;
  const files = staticFiles([ownFolder, libraryFolder].filter((folder) => existsSync(folder)));
  const version = await versionOf(
    ['start.js', 'side.js', 'page.css', 'graphiql.css', 'yoga-graphiql.umd.js'].map((name) => {
      const file = files.get(name);
      if (!file) throw new Error(`GraphiQL's ${name} is missing; run \`npm run build\``);
      return file.path;
    }),
  );
  const assets = `/graphiql/${version}`;
  const page = await readFile(join(ownFolder, 'index.html'), 'utf8');
  const html = page.replaceAll('{assets}', assets).replace('{access}', settings.sight.graphiql);

  addStaticFiles(app, assets, version, files);
  app.get('/graphiql', { config: { quota: 'FREE' } }, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .headers({ 'content-security-policy': pagePolicy, 'cache-control': 'no-cache' })
      .send(html),
  );
  app.get('/graphiql/operations', async ({ context }, reply) => {
    if (settings.sight.graphiql === 'key') requireScope(context.caller, 'admin');
    return reply.header('cache-control', 'no-store').send({ operations: listed(trusted()) });
  });
};

/** Trusted operations for people, in the order of their names. */
function listed(trusted: Readonly<Record<string, string>>): TrustedOperation[] {
  const operations = Object.entries(trusted).map(([documentId, text]): TrustedOperation => {
    const document = parse(text, { noLocation: true });
    const { operation: kind = 'query' } = getOperationAST(document) ?? {};
    // Manifests hold them without line breaks.
    return { name: operationName(document) ?? documentId, kind, documentId, text: print(document) };
  });
  return operations.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A short name for these very files. */
async function versionOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(await readFile(path));
  return hash.digest('hex').slice(0, 12);
}
