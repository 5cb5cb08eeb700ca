import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { graphql } from 'graphql';
import { openGraph, type Part } from '../../gateway/test/federation/graph.fixture.ts';

/** A suite as an audit server holds it. */
export type Suite = {
  parts: Readonly<Record<string, Part>>;
  tests: readonly { query: string; expected: { data?: unknown; errors?: boolean } }[];
};

/** A server that speaks the audit's protocol: `/ids`, and below each id its supergraph, its tests and its services. */
export async function openAuditServer(
  suites: Readonly<Record<string, Suite>>,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const [id = '', what = ''] = (request.url ?? '').split('/').slice(1);
    const suite = suites[id];
    const json = (value: unknown) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    if (id === 'ids') return json(Object.keys(suites));
    if (!suite) return response.writeHead(404).end();
    if (what === 'tests') return json(suite.tests);
    const { supergraph, services } = openGraph(suite.parts);
    if (what === 'supergraph') {
      const at = (name: string) => `name: "${name}", url: "${url}/${id}/${name}"`;
      return response.end(supergraph.sdl.replace(/name: "(\w+)", url: ""/g, (_all, name) => at(name)));
    }
    const service = services.find(({ name }) => name === what);
    if (!service) return response.writeHead(404).end();
    const { query, variables } = JSON.parse(await textOf(request));
    return json(await graphql({ schema: service.schema, source: query, variableValues: variables }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
