import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  MessageCreateParamsStreaming,
  RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages/messages';
import type { ErrorType } from '@anthropic-ai/sdk/resources/shared';

/** What the double does with one request. */
export type Reply =
  /** Streams events, then ends the response, cuts its socket or says nothing more. */
  | { events: readonly RawMessageStreamEvent[]; ending?: 'END' | 'CUT' | 'STALL' | { raw: string } }
  /** Refuses with a status before any stream. */
  | { status: number; type: ErrorType; headers?: Record<string, string> };

export type RecordedRequest = {
  path: string;
  headers: IncomingHttpHeaders;
  body: MessageCreateParamsStreaming;
  /** Resolves when the connection is closed before the response was over. */
  left: Promise<void>;
};

export type MessagesDouble = {
  url: string;
  requests: readonly RecordedRequest[];
  /** Answers the next requests in order; one more than these gets 500. */
  script(...replies: readonly Reply[]): void;
  /** Resolves when the n-th request, counted from 1, has come and its scripted events are written. */
  written(count: number): Promise<void>;
  close(): Promise<void>;
};

export function sseText(event: RawMessageStreamEvent): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** The error that comes as an event, in a stream that began with status 200. */
export function sseError(type: ErrorType): string {
  const body = { type: 'error', error: { type, message: 'scripted' }, request_id: 'req_test' };
  return `event: error\ndata: ${JSON.stringify(body)}\n\n`;
}

async function bodyOf(request: IncomingMessage): Promise<MessageCreateParamsStreaming> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function refuse(
  response: ServerResponse,
  { status, type, headers = {} }: Extract<Reply, { status: number }>,
) {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_test', ...headers });
  response.end(
    JSON.stringify({ type: 'error', error: { type, message: 'scripted' }, request_id: 'req_test' }),
  );
}

function stream(response: ServerResponse, { events, ending = 'END' }: Extract<Reply, { events: unknown }>) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': 'req_test' });
  response.flushHeaders();
  for (const event of events) response.write(sseText(event));
  if (ending === 'END') response.end();
  else if (ending === 'CUT') response.write(': ', () => response.socket?.resetAndDestroy());
  else if (ending !== 'STALL') response.end(ending.raw);
}

/** A server that speaks the Messages API as scripted, for the real SDK to talk to. */
export async function openMessagesDouble(): Promise<MessagesDouble> {
  const requests: RecordedRequest[] = [];
  const replies: Reply[] = [];
  const progress = new EventTarget();
  let written = 0;

  const server = createServer(async (request, response) => {
    const left = once(response, 'close').then(() => {});
    const body = await bodyOf(request);
    requests.push({ path: request.url ?? '', headers: request.headers, body, left });
    const reply = replies.shift() ?? { status: 500, type: 'api_error' as const };
    if ('status' in reply) refuse(response, reply);
    else stream(response, reply);
    written += 1;
    progress.dispatchEvent(new Event('written'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    script: (...next) => void replies.push(...next),
    async written(count) {
      while (written < count) await once(progress, 'written');
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
