import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { eventually } from '../../services/shared/eventually.ts';
import { type WholeGateway, wholeGateway } from './fixture/whole-gateway.ts';

jest.setTimeout(120_000);

/** What stands in no line: words of a question, and what proves who somebody is. */
const secrets = {
  question: 'bluewhalequestion',
  key: 'zk_bluewhalekey_0123456789abcdefghijklmnopqrstuvwxyz',
  token: 'eyJhbGciOiJSUzI1NiJ9.Ymx1ZXdoYWxldG9rZW4.bluewhalesignature',
  session: 'bluewhalesession',
  cursor: 'bluewhalecursor',
};
const asked = `How much is the C1 visa for a ${secrets.question}?`;
const inAddress = encodeURIComponent(asked);
const identities: Record<string, string>[] = [
  {},
  { 'x-api-key': secrets.key },
  { authorization: `Bearer ${secrets.token}` },
  { authorization: `Bearer ${secrets.key}` },
  { 'x-session': secrets.session, cookie: `session=${secrets.session}; zantara_session=${secrets.session}` },
];
const paths = [
  '/health',
  '/ready',
  '/metrics',
  '/tools',
  '/graphiql',
  '/graphiql/operations',
  `/${secrets.question}`,
  `/graphql?query=${encodeURIComponent(`{ searchServices(query: "${asked}") { score } }`)}`,
  `/graphql?query=${encodeURIComponent(`{ ${secrets.question} }`)}`,
  `/api/v2/bali-zero/kbli?query=${inAddress}`,
  `/api/v2/bali-zero/kbli/requirements?business_type=${inAddress}`,
  `/api/v2/bali-zero/price?service=${inAddress}`,
  `/api/v2/bali-zero/pricing?service_type=${inAddress}`,
  `/bali-zero/chat-stream?query=${inAddress}`,
];
const searching = 'query Search($words: String!) { searchKbli(query: $words) { score } }';
const asking = 'mutation Ask($input: AskInput!) { ask(input: $input) { __typename } }';
const bodies: [string, unknown][] = [
  ['/graphql', { query: searching, variables: { words: asked } }],
  ['/graphql', { query: searching, variables: { words: { not: asked } } }],
  ['/graphql', { query: asking, variables: { input: { question: asked } } }],
  ['/graphql', { query: `{ kbli(code: "${asked}") { code } }` }],
  ['/graphql', { query: `{ service(code: "${secrets.question}") { code } } ${asked}` }],
  ['/graphql', { documentId: secrets.question }],
  ['/api/v2/bali-zero/kbli', { query: asked }],
  ['/api/v2/bali-zero/price', { service: asked }],
  ['/api/v2/bali-zero/quick-price', { service: asked }],
  ['/api/v2/bali-zero/pricing', { service_type: asked }],
  ['/api/v2/bali-zero/kbli/requirements', { kbli_code: asked, business_type: asked }],
  ['/api/v2/bali-zero/chat', { query: asked, conversation_history: [{ role: 'user', content: asked }] }],
  ['/bali-zero/chat', { query: asked, user_email: `${secrets.question}@example.com` }],
  ['/bali-zero/chat-stream', { query: asked }],
  ['/nowhere', { query: asked }],
];

let gateway: WholeGateway;

beforeAll(async () => {
  gateway = await wholeGateway();
});

afterAll(() => gateway.close());

/** Greets with a secret, and asks with another one. */
async function overWebSocket(payload: object): Promise<void> {
  const socket = new WebSocket(
    gateway.origin.replace('http', 'ws').concat('/graphql'),
    'graphql-transport-ws',
  );
  let over = false;
  socket.on('close', () => {
    over = true;
  });
  socket.on('message', (message) => {
    const { type } = JSON.parse(String(message));
    if (type === 'connection_ack') {
      const query = 'subscription ($input: AskInput!) { chat(input: $input) { __typename } }';
      const variables = { input: { question: asked } };
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
    }
    if (type === 'complete' || type === 'error') socket.close();
  });
  await new Promise((open) => socket.once('open', open));
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  await eventually(async () => over);
}

test('no line of the log, down to debug, holds words of a question, a key, a token or a session', async () => {
  const read = async (answer: Promise<Response>) => (await answer).text();
  for (const headers of identities) {
    for (const path of paths) await read(gateway.get(path, headers));
    for (const [path, body] of bodies) await read(gateway.post(path, body, headers));
  }
  await read(gateway.get('/bali-zero/chat-stream', { 'last-event-id': secrets.cursor }));
  await read(gateway.post('/graphql', `{"query": ${asked}`, {}));
  await overWebSocket({ 'x-api-key': secrets.key });
  await overWebSocket({ session: secrets.session });

  const written = gateway.lines.join('');

  expect(gateway.lines.length).toBeGreaterThan(identities.length * (paths.length + bodies.length));
  expect(written).toContain('"operation":"ad-hoc"');
  expect(Object.values(secrets).filter((secret) => written.includes(secret))).toEqual([]);
  expect(gateway.lines.filter((line) => /bluewhale|Ymx1ZXdoYWxl|C1 visa/.test(line))).toEqual([]);
});

test('a line tells the kind of its caller, and a name that leads back to nobody', async () => {
  const before = gateway.lines.length;
  await (await gateway.get('/tools')).text();

  const line = await eventually(async () =>
    gateway.lines
      .slice(before)
      .map((text) => JSON.parse(text))
      .find(({ route }) => route === '/tools'),
  );

  expect(line).toMatchObject({
    msg: 'answered',
    callerKind: 'ANONYMOUS',
    caller: expect.stringMatching(/^[\da-f]{12}$/),
    requestId: expect.any(String),
  });
  expect(JSON.stringify(line)).not.toContain('127.0.0.1');
});
