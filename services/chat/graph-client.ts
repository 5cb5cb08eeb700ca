import * as z from 'zod';
import { documentId } from '../shared/document-id.ts';
import { type Graph, graphData, graphFailure } from '../shared/graph.ts';
import { makeSignedCalls } from '../shared/signed-call.ts';

type GraphClientParts = {
  /** The gateway's private address, such as http://gateway.internal:8080. */
  url: string;
  /** The same as the gateway's CHAT_GATEWAY_SECRET. */
  secret: string;
  /** How long one call may take, whatever is left of the caller's time. */
  timeoutMs: number;
  /** `fetch`, or a stand-in for tests. */
  fetchAnswer?: typeof fetch;
};

const answer = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
});

/** The graph at the gateway's private address, by signed calls. */
export function makeGraphClient({ url, secret, timeoutMs, fetchAnswer = fetch }: GraphClientParts): Graph {
  const address = new URL('/internal/graph', url);
  const signedCalls = makeSignedCalls({ secret });

  async function post(body: string, headers: Record<string, string>, signal: AbortSignal): Promise<unknown> {
    const response = await fetchAnswer(address, { method: 'POST', headers, body, signal, redirect: 'error' });
    if (response.ok) return response.json();
    await response.body?.cancel();
    throw new Error(`the gateway answered with status ${response.status}`);
  }

  return async (operation, variables, { caller, requestId, signal }) => {
    const body = JSON.stringify({ documentId: documentId(operation), variables });
    const headers = {
      'content-type': 'application/json',
      'x-request-id': requestId,
      ...signedCalls.sign(caller, body),
    };
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      return graphData(answer.parse(await post(body, headers, deadline)));
    } catch (error) {
      throw graphFailure(error);
    }
  };
}
