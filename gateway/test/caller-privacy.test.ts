import { afterAll, beforeAll, describe } from '@jest/globals';
import { openPricing } from '../../services/pricing/open.ts';
import type { OpenSubgraph } from '../../services/shared/open-subgraph.ts';
import { silentLogger, type TestDatabase, testDatabase } from '../../services/shared/testing.ts';
import { makeLocalSubgraph } from '../subgraph.local.ts';
import { privacyTests } from './fixture/caller-privacy.ts';
import { type ChatGateway, chatGateway } from './fixture/chat-gateway.ts';
import { completed } from './fixture/scripted-chat.ts';
import { chatSecret } from './fixture/ways-in.ts';

describe('a cache in one process', () => {
  let database: TestDatabase;
  let pricing: OpenSubgraph;
  let gateway: ChatGateway;

  beforeAll(async () => {
    database = await testDatabase();
    pricing = await openPricing({
      databaseUrl: database.url,
      quoteValidDays: 14,
      logger: silentLogger,
    });
    gateway = await chatGateway({
      environment: { CHAT_GATEWAY_SECRET: chatSecret },
      pricing: makeLocalSubgraph(pricing),
    });
    gateway.chat.script = [completed()];
  }, 60_000);
  afterAll(async () => {
    await gateway.close();
    await pricing.close();
    await database.drop();
  });

  privacyTests(() => [gateway, gateway]);
});
