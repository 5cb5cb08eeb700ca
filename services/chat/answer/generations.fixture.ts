import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import { type TestDatabase, testDatabase } from '../../shared/testing.ts';
import { readAnswer } from './answer.store.ts';
import { generationsParts, storedAnswer } from './fixtures.ts';
import type { GenerationsParts } from './generation.ts';
import { type Generations, makeGenerations } from './generations.ts';

/** A database for one test file; what is opened on it is closed, and what is stored is gone, after each test. */
export function generationsBench() {
  // Making the seeded template takes seconds; it is made once for all files.
  jest.setTimeout(60_000);
  let test: TestDatabase;
  const open: Generations[] = [];

  beforeAll(async () => {
    test = await testDatabase();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((generations) => generations.close(0)));
    await test.database.conversation.deleteMany();
  });

  afterAll(() => test.drop());

  return {
    database: () => test.database,
    generationsWith(changed: Partial<GenerationsParts> = {}, id?: string): Generations {
      const generations = makeGenerations(generationsParts(test.database, changed), id);
      open.push(generations);
      return generations;
    },
    stored: (generatorId: string, leaseUntil?: Date) => storedAnswer(test.database, generatorId, leaseUntil),
    read: (id: string) => readAnswer(test.database, id),
  };
}
