import { ensurePrepared } from '../../prisma/ensure-prepared.ts';
import { openDatabaseUrl } from '../shared/embedded-postgres.ts';
import { graphFailure } from '../shared/graph.ts';
import { makeRegister } from '../shared/metrics.ts';
import { drained, runProcess } from '../shared/process.ts';
import { makeSignedCalls } from '../shared/signed-call.ts';
import { chatSettings } from './config.ts';
import { makeGraphClient } from './graph-client.ts';
import { openChat } from './open.ts';
import { buildChatServer } from './server.ts';

await runProcess({
  name: 'chat',
  title: 'The chat',
  settings: () => chatSettings(process.env),
  async start(settings, { logger, isReady, atEnd }) {
    const { databaseUrl, dataDir, gateway, answers, host, port } = settings;
    const opening = openDatabaseUrl({ databaseUrl, dataDir, logger });
    atEnd(async () => (await opening.catch(() => null))?.close());
    const database = await opening;
    await ensurePrepared(database.url, logger);
    const register = makeRegister();
    const chat = await openChat({
      databaseUrl: database.url,
      graph: makeGraphClient(gateway),
      // The gateway starts when the chat is there; nothing may wait for it.
      graphOfWarmUp: async () => Promise.reject(graphFailure(null)),
      logger,
      register,
      ...answers,
    });
    atEnd(() => chat.close());
    const signedCalls = makeSignedCalls({ secret: gateway.secret });
    const app = await buildChatServer({ chat, signedCalls, logger, isReady, register });
    atEnd(() => drained(app));
    // Before the server: its streams end with the answers that they follow.
    atEnd(() => chat.drain());
    await chat.warmUp?.();
    return `Chat is ready: ${await app.listen({ host, port })}/graphql`;
  },
});
