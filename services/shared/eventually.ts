import { setTimeout as pause } from 'node:timers/promises';

/**
 * For tests: asks again until an answer comes, where the state of another process gives no signal.
 * @param ask a throw, undefined, null and false count as "not yet"
 * @param patienceMs how long in all, 15 s when absent
 * @throws what the last ask threw, or that nothing came
 */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  patienceMs = 15_000,
): Promise<NonNullable<Answer>> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    let failure: unknown = new Error(`Nothing came in ${patienceMs} ms`);
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > deadline) throw failure;
    await pause(25);
  }
}
