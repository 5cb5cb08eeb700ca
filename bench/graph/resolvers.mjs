// The plainest resolvers there are: each reads a field or a map, none waits, none makes what could be made before.

const inLanguage =
  (name) =>
  (parent, { lang }) =>
    parent[name][lang];

/** Resolvers of prices and KBLI. */
export function pricingResolvers({ services, kbli, search, foreignOwnership, titleIn }) {
  const { all, byName, placeOf } = services;
  const ownership = new Map();
  return {
    Query: {
      service: (_, { code }) => byName.get(code.trim().toUpperCase()) ?? null,
      services(_, { category, first, after }) {
        const chosen = category ? all.filter((service) => service.category === category) : all;
        const start = after ? placeOf.get(after) + 1 : 0;
        const nodes = chosen.slice(start, start + first);
        return {
          nodes,
          totalCount: chosen.length,
          pageInfo: {
            hasNextPage: start + nodes.length < chosen.length,
            endCursor: nodes.at(-1)?.cursor ?? null,
          },
        };
      },
      searchKbli: (_, { query, edition, lang, first }) =>
        search.find(query.trim(), { edition, language: lang, first }),
    },
    Service: {
      __resolveReference: ({ code }) => byName.get(code) ?? null,
      name: inLanguage('name'),
      requirements: inLanguage('requirements'),
      notes: inLanguage('notes'),
    },
    PriceOption: { label: inLanguage('label') },
    KbliCode: {
      __resolveReference: ({ edition, code }) => kbli.find(edition, code),
      title: (node, { lang }) => titleIn(node, lang),
      foreignOwnership(node) {
        const known = ownership.get(node) ?? foreignOwnership(node);
        ownership.set(node, known);
        return known;
      },
    },
  };
}

/** Resolvers of articles and answers. @param live plays the events of answers; see live-events.mjs */
export function chatResolvers({ articles, answers }, live) {
  return {
    Query: { answer: (_, { id }) => answers[id] ?? null },
    Mutation: { ask: () => ({ answer: { id: live.begin() } }) },
    Subscription: {
      answerEvents: {
        subscribe: (_, { answerId, afterSequence }) => live.follow(answerId, afterSequence),
        resolve: (event) => event,
      },
    },
    Service: {
      __resolveReference: (reference) => reference,
      articles: ({ code }, { first, lang }) => articles[code]?.[lang ?? 'NONE'].slice(0, first) ?? [],
    },
    KbliCode: { __resolveReference: (reference) => reference },
  };
}

/** In a monolith a cited service or code is the whole of it, not a reference. */
export function citedEntities({ services, kbli }) {
  return {
    Citation: {
      source({ source }) {
        if (source?.__typename === 'Service') {
          const service = services.byName.get(source.code);
          return { ...service, __typename: 'Service' };
        }
        if (source?.__typename === 'KbliCode') {
          const node = kbli.find(source.edition, source.code);
          return { ...node, __typename: 'KbliCode' };
        }
        return source;
      },
    },
  };
}
