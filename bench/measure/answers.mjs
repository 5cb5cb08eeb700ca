// Whether two programs do the same work: their answers to the same requests are compared before anything is measured.
import { isDeepStrictEqual } from 'node:util';

export async function answerTo(base, { method, path, headers, body }) {
  const response = await fetch(base + path, { method, headers, body });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), text };
}

/** The data of each answer. @throws when one has errors */
export async function dataOf(base, requests) {
  const all = [];
  for (const request of requests) {
    const { status, text } = await answerTo(base, request);
    const parsed = status === 200 ? JSON.parse(text) : undefined;
    if (!parsed || parsed.errors) {
      throw new Error(`${base}${request.path} ${request.body} gave ${status} ${text.slice(0, 500)}`);
    }
    all.push(parsed.data);
  }
  return all;
}

/** @throws naming the first request that is answered otherwise than expected */
export async function demandSameAnswers({ name, base, requests, expected }) {
  const given = await dataOf(base, requests);
  const at = given.findIndex((data, index) => !isDeepStrictEqual(data, expected[index]));
  if (at < 0) return;
  const shown = (data) => JSON.stringify(data).slice(0, 600);
  throw new Error(
    `${name} answers otherwise: ${requests[at].body}\n${shown(given[at])}\ninstead of\n${shown(expected[at])}`,
  );
}
