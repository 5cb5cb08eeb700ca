import type { ZodType } from 'zod';
import { gatewayCaller } from '../services/shared/caller.ts';
import {
  foundAnswer,
  type KeyLookup,
  type KeyQuestion,
  revokedAnswer,
} from '../services/shared/key-lookup.ts';
import type { SignedCalls } from '../services/shared/signed-call.ts';

type HttpKeyLookupParts = {
  /** Address of the access graph; keys are looked up beside it. */
  url: string;
  signedCalls: SignedCalls;
  /** `fetch`, or a stand-in for tests. */
  fetchAnswer?: typeof fetch;
};

/** API keys of an access at an address of its own, asked for by signed calls. */
export function makeHttpKeyLookup(parts: HttpKeyLookupParts): KeyLookup {
  const { url, signedCalls, fetchAnswer = fetch } = parts;
  const address = new URL('keys', url);

  async function ask<Answer>(
    question: KeyQuestion,
    answer: ZodType<Answer>,
    signal: AbortSignal,
  ): Promise<Answer> {
    const body = JSON.stringify(question);
    const response = await fetchAnswer(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signedCalls.sign(gatewayCaller, body) },
      body,
      signal,
      redirect: 'error',
    });
    if (response.ok) return answer.parse(await response.json());
    await response.body?.cancel();
    throw new Error(`access answered with status ${response.status}`);
  }

  return {
    find: async (hash, signal) => (await ask({ hash }, foundAnswer, signal)).key,
    async revokedWithin(seconds, signal) {
      return (await ask({ revokedWithinSeconds: seconds }, revokedAnswer, signal)).revoked;
    },
  };
}
