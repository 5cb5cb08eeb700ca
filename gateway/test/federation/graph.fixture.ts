import { type DocumentNode, type ExecutionResult, parse, validate } from 'graphql';
import type { OpenSubgraph } from '../../../services/shared/open-subgraph.ts';
import { composedGraph } from '../../compose.ts';
import { makeColocatedExecutor } from '../../execute/colocated.ts';
import { isEventStream } from '../../execute/events.ts';
import type { Executor } from '../../execute/executor.ts';
import { makeFederatedExecutor } from '../../execute/federated.ts';
import { makeLocalSubgraph } from '../../subgraph.local.ts';
import { makeSubgraphs } from '../../subgraphs.ts';
import { supergraphOf } from '../../supergraph.transform.ts';
import type { Supergraph } from '../../supergraph.ts';
import { sdlService } from '../fixture/sdl-service.ts';

/** By type and field: a resolver, or the value that the field always has. */
type Fields = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a service says of itself, and what it answers. */
export type Part = readonly [sdl: string, fields: Fields];

function openPart(name: string, [sdl, fields]: Part): OpenSubgraph {
  const resolvers = Object.entries(fields).map(([type, answers]) => [
    type,
    Object.fromEntries(Object.entries(answers).map(([field, answer]) => [field, resolverOf(answer)])),
  ]);
  return sdlService(name, sdl, Object.fromEntries(resolvers));
}

function resolverOf(answer: unknown): unknown {
  return typeof answer === 'function' ? answer : () => answer;
}

type Row = Readonly<Record<string, unknown>>;

/** Finds rows by what a reference says of any key; what the reference brings along stands beside the row's own. */
export function found(rows: readonly Row[], ...keys: string[]) {
  return {
    __resolveReference(reference: Row) {
      const named = keys.filter((key) => reference[key] !== undefined);
      const row = rows.find((each) => named.every((key) => each[key] === reference[key]));
      return row && named.length > 0 ? { ...reference, ...row } : null;
    },
  };
}

/** An entity that stands wherever its reference says. */
export const believed = { __resolveReference: (reference: Row) => reference };

export type Graph = { supergraph: Supergraph; services: readonly OpenSubgraph[] };

/** @param mended the composed supergraph, changed */
export function openGraph(
  parts: Readonly<Record<string, Part>>,
  mended: (supergraph: string) => string = (supergraph) => supergraph,
): Graph {
  const services = Object.entries(parts).map(([name, part]) => openPart(name, part));
  return { services, supergraph: supergraphOf(mended(composedGraph(services).supergraph)) };
}

export const federatedOver = ({ supergraph, services }: Graph): Promise<Executor> =>
  makeFederatedExecutor(supergraph, makeSubgraphs(services.map(makeLocalSubgraph)), {
    eventTimeoutMs: 5_000,
    onCall: () => {},
  });

/** @throws Error naming what it does not implement */
export const colocatedOver = ({ supergraph, services }: Graph): Executor =>
  makeColocatedExecutor(supergraph, services);

/** @throws Error when the operation is not valid: such a test would prove nothing */
export function validDocument({ publicSchema }: Supergraph, query: string): DocumentNode {
  const document = parse(query, { noLocation: true });
  const faults = validate(publicSchema, document);
  if (faults.length > 0) throw new Error(`${query}\n${faults.map(({ message }) => message).join('\n')}`);
  return document;
}

/** Every result of an operation: one, or the events of a subscription. */
export async function resultsOf(result: Awaited<ReturnType<Executor>>): Promise<ExecutionResult[]> {
  if (!isEventStream(result)) return [result];
  const events: ExecutionResult[] = [];
  for await (const event of result) events.push(event);
  return events;
}
