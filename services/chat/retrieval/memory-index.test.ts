import { describePassageIndex } from './index-conformance.ts';
import { makeMemoryIndex } from './memory-index.ts';

describePassageIndex('the index in this process', async () => {
  const index = makeMemoryIndex(3);
  return { index, publish: async () => undefined, close: () => index.close() };
});
