// Schemas from the hand-written SDL: one for each subgraph, one for a monolith.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { buildASTSchema, Kind, parse } from 'graphql';
import { makeLiveEvents } from './live-events.mjs';
import { chatResolvers, citedEntities, pricingResolvers } from './resolvers.mjs';

const typeDefs = Object.fromEntries(
  ['pricing', 'chat'].map((name) => [
    name,
    parse(readFileSync(join(import.meta.dirname, `${name}.graphql`), 'utf8'), { noLocation: true }),
  ]),
);

const liveOf = ({ events }) =>
  makeLiveEvents(events ?? [], { paceMs: Number(process.env.PACE_MS ?? 100), delayMs: 300 });

/** Types of both services joined by name; federation's own words left out. */
function mergedTypes() {
  const types = new Map();
  for (const definition of [...typeDefs.pricing.definitions, ...typeDefs.chat.definitions]) {
    if (definition.kind === Kind.SCHEMA_EXTENSION) continue;
    const plain = { ...definition, directives: [] };
    const known = types.get(plain.name.value);
    const fields = [...(known?.fields ?? []), ...(plain.fields ?? [])];
    const distinct = new Map(fields.map((field) => [field.name.value, field]));
    types.set(plain.name.value, plain.fields ? { ...plain, fields: [...distinct.values()] } : plain);
  }
  return { kind: Kind.DOCUMENT, definitions: [...types.values()] };
}

/** One executable schema with everything. */
export function monolithSchema(snapshot) {
  const schema = buildASTSchema(mergedTypes());
  const parts = [
    pricingResolvers(snapshot),
    chatResolvers(snapshot, liveOf(snapshot)),
    citedEntities(snapshot),
  ];
  for (const [typeName, resolvers] of parts.flatMap(Object.entries)) {
    const fields = schema.getType(typeName).getFields();
    for (const [name, resolver] of Object.entries(resolvers)) {
      if (name.startsWith('__')) continue;
      Object.assign(fields[name], typeof resolver === 'function' ? { resolve: resolver } : resolver);
    }
  }
  return schema;
}

/** The schema of one subgraph, `pricing` or `chat`. */
export function subgraphSchema(name, snapshot) {
  const resolvers =
    name === 'pricing' ? pricingResolvers(snapshot) : chatResolvers(snapshot, liveOf(snapshot));
  return buildSubgraphSchema([{ typeDefs: typeDefs[name], resolvers }]);
}

/** The supergraph over both. @param urls by name */
export function supergraphOf(urls) {
  const services = Object.entries(typeDefs).map(([name, types]) => ({
    name,
    typeDefs: types,
    url: urls[name],
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return supergraphSdl;
}
