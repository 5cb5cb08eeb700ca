import { createServer } from 'node:http';

/** Port and recorded data that a peer is started with. */
export const port = Number(process.env.PORT);
export const recorded = process.env.RECORDED;

/** Serves on loopback and says so on standard output; ends at once when it is told to. */
export function listen(listener) {
  const server = createServer(listener);
  server.listen(port, '127.0.0.1', () => process.stdout.write('ready\n'));
  process.once('SIGTERM', () => process.exit(0));
}
