// The requests that carry an operation: ours name a trusted document, peers get its text, which they parse once.

const json = { 'content-type': 'application/json' };

const posted = (body, headers = {}) => ({
  method: 'POST',
  path: '/graphql',
  headers: { ...json, ...headers },
  body: JSON.stringify(body),
});

/** By the id of a trusted document. */
export const byId =
  (headers = {}) =>
  ({ document }, variables) =>
    posted({ documentId: document.documentId, variables }, headers);

/** By its text. */
export const byText =
  (headers = {}) =>
  ({ document }, variables) =>
    posted({ query: document.query, variables }, headers);

/** A trusted document over GET. */
export function byGet({ document }, variables) {
  const query = new URLSearchParams({
    documentId: document.documentId,
    variables: JSON.stringify(variables),
  });
  return { method: 'GET', path: `/graphql?${query}`, headers: { accept: 'application/json' } };
}
