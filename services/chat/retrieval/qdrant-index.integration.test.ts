import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { silentLogger } from '../../shared/testing.ts';
import { aMinute } from './fixtures.ts';
import { describePassageIndex, type IndexUnderTest } from './index-conformance.ts';
import { qdrantClient } from './qdrant-call.ts';
import { startQdrantDouble } from './qdrant-double.ts';
import { openQdrantIndex } from './qdrant-index.ts';

const dense = { model: 'model of a test', dimension: 3 };

async function opened(
  url: string,
  apiKey: string | null,
  clean: () => Promise<void>,
): Promise<IndexUnderTest> {
  const client = qdrantClient({ url, apiKey, timeoutMs: 20_000 });
  const alias = `test-${randomBytes(6).toString('hex')}`;
  const index = await openQdrantIndex({ client, alias, dense, logger: silentLogger, signal: aMinute() });
  const close = async () => {
    const { aliases } = await client.getAliases();
    const target = aliases.find(({ alias_name }) => alias_name === alias)?.collection_name;
    if (target) await client.deleteCollection(target);
    await clean();
  };
  return { index, publish: () => index.publish(aMinute()), close };
}

describePassageIndex('Qdrant, its double', async () => {
  const double = await startQdrantDouble({ apiKey: 'key of a test' });
  return opened(double.url, 'key of a test', () => double.close());
});

const real = process.env.QDRANT_TEST_URL;
if (real) {
  describePassageIndex('a real Qdrant', () =>
    opened(real, process.env.QDRANT_TEST_API_KEY ?? null, async () => undefined),
  );
} else {
  const notice = 'NOT RUN: the suite against a real Qdrant, since QDRANT_TEST_URL is not set.';
  process.stderr.write(`\n${notice}\n`);
  describe('a real Qdrant, as a store of passages', () => {
    test.skip(notice, () => expect(real).toBeDefined());
  });
}
