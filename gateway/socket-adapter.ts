import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Logger } from '../services/shared/logger.ts';
import type { StreamTimes } from './event-stream.ts';
import type { StreamRecorder } from './stages/record.streams.ts';

/** "Try again later": the reader can connect again and resume. */
const stalledCode = 1013;
const stalledReason = 'READER_STALLED';

type AdapterParts = {
  times: StreamTimes;
  logger: Logger;
  counts: StreamRecorder['websocket'];
  /** Ends every operation of the connection. */
  end(): void;
};

/** Well formed, but of the server's side. The library has no code for it, only this text. */
function isServersMessage(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unexpected message of type ');
}

/**
 * Binds the GraphQL protocol to a socket: no message is sent before the one before it has left, so that events are made
 * no faster than they are read. A reader that takes nothing for too long, or gives no sign of life, is closed.
 */
export function socketAdapter(socket: WebSocket, { times, logger, counts, end }: AdapterParts) {
  let waiting = 0;

  function farewell(): void {
    if (socket.readyState !== socket.OPEN) return;
    counts.stalled();
    logger.info('a reader was too slow and is closed');
    end();
    socket.close(stalledCode, stalledReason);
    const timer = setTimeout(() => socket.terminate(), times.farewellMs);
    socket.once('close', () => clearTimeout(timer));
  }

  function send(text: string): Promise<void> {
    if (socket.readyState !== socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      waiting += 1;
      const timer = setTimeout(farewell, times.stallMs);
      // Called when the socket has taken the message, or was closed; either way nothing is left to wait for.
      socket.send(text, () => {
        waiting -= 1;
        clearTimeout(timer);
        resolve();
      });
    });
  }

  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const heartbeat = setInterval(() => {
    // One that reads slowly can't answer yet; that is the other rule's business.
    if (waiting > 0) return;
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, times.heartbeatMs);
  socket.once('close', () => clearInterval(heartbeat));
  // What is wrong with it is told by the close that follows.
  socket.on('error', () => {});

  const adapter = {
    protocol: socket.protocol,
    send,
    close: (code?: number, reason?: string) => socket.close(code, reason),
    onMessage(take: (text: string) => Promise<void>) {
      socket.on('message', (message) => {
        take(String(message)).catch((error: unknown) => {
          if (isServersMessage(error))
            return socket.close(CloseCode.BadRequest, 'Only servers send this message.');
          logger.error({ err: error }, 'a message over WebSocket broke');
          socket.close(CloseCode.InternalServerError, 'Something went wrong on our side.');
        });
      });
    },
  };
  return {
    adapter,
    onClose: (then: (code: number, reason: string) => void) =>
      socket.once('close', (code, reason) => then(code, String(reason))),
  };
}
