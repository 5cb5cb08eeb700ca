import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { defaultFieldResolver, isObjectType } from 'graphql';
import { AppError, type ErrorCode } from '../../../services/shared/errors.ts';
import type { OpenSubgraph } from '../../../services/shared/open-subgraph.ts';

/** How many places in a hundred go wrong, and what decides which. Mutable: the same schemas serve every operation. */
export type Faults = { seed: number; percent: number; kinds: readonly Kind[] };

const everyKind = ['fails', 'breaks', 'null', 'undefined', 'slow', 'holed', 'error', 'hangs'] as const;
type Kind = (typeof everyKind)[number];

/** All that comes to an end. */
export const ending: readonly Kind[] = everyKind.filter((kind) => kind !== 'hangs');
export const hanging: readonly Kind[] = ['hangs', 'slow'];

const codes = ['NOT_FOUND', 'CONFLICT', 'FORBIDDEN', 'DOWNSTREAM_SERVICE_ERROR', 'RATE_LIMITED'] as const;
const identities = ['id', 'key', 'code', 'marker', 'sequence', 'lineIndex', 'name', 'topic'];

/** An entity without its key is nothing that two services could agree on; they may only be slow. */
const keys = new Set(['Service.code', 'KbliCode.code', 'KbliCode.edition']);

type Extensions = { apollo?: { subgraph?: { resolveReference?: Resolve } } };
type Resolve = (...given: never[]) => unknown;

/**
 * Makes resolvers and reference resolvers fail at places that the seed names: the same field of the same object with
 * the same arguments goes wrong in the same way, whoever runs it and in whatever order.
 */
export function addFaults(services: readonly OpenSubgraph[], faults: Faults): void {
  for (const { name, schema } of services) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('_')) continue;
      const { apollo } = type.extensions as Extensions;
      const subgraph = apollo?.subgraph;
      const resolveReference = subgraph?.resolveReference as ((...given: unknown[]) => unknown) | undefined;
      if (subgraph && resolveReference) {
        subgraph.resolveReference = ((reference: object, ...rest: unknown[]) =>
          faulty(faults, `${type.name} reference in ${name}`, reference, {}, () =>
            resolveReference(reference, ...rest),
          )) as Resolve;
      }
      for (const field of Object.values(type.getFields())) {
        if (field.name.startsWith('_')) continue;
        const { resolve = defaultFieldResolver } = field;
        const place = `${type.name}.${field.name}`;
        field.resolve = (parent, args, context, info) =>
          faulty(faults, place, parent, args, () => resolve(parent, args, context, info));
      }
    }
  }
}

function faulty(faults: Faults, place: string, parent: unknown, args: object, work: () => unknown): unknown {
  const { seed, percent, kinds } = faults;
  if (percent === 0) return work();
  const of = identities.map((name) => Object(parent)[name]).find((value) => value !== undefined);
  const digest = createHash('md5')
    .update(`${seed} ${place} ${String(of)} ${JSON.stringify(Object.entries(args).sort())}`)
    .digest();
  if (digest.readUInt16BE(0) % 100 >= percent) return work();
  const kind = kinds[digest.readUInt16BE(2) % kinds.length] ?? 'slow';
  const code = codes[digest.readUInt16BE(4) % codes.length] ?? 'NOT_FOUND';
  if (keys.has(place) && kind !== 'slow') return work();
  // Never at once: where an item of a list throws at once, graphql-js 16 forgets the promises of those before it.
  return slowly(() => outcome(kind, place, work, code, digest), (digest[6] ?? 0) % 8);
}

function outcome(kind: Kind, place: string, work: () => unknown, code: ErrorCode, digest: Buffer): unknown {
  const failure = () => new AppError(code, `on purpose at ${place}`);
  switch (kind) {
    case 'fails':
      throw failure();
    case 'breaks':
      throw new TypeError(`on purpose at ${place}`);
    case 'null':
      return null;
    case 'undefined':
      return undefined;
    case 'slow':
      return work();
    case 'holed':
      return holed(work(), digest[7] ?? 0, failure);
    case 'error':
      return failure();
    case 'hangs':
      return new Promise(() => {});
  }
}

async function slowly(work: () => unknown, turns: number): Promise<unknown> {
  for (let turn = 0; turn < turns; turn += 1) await nextTurn();
  return work();
}

/** A list with a null or an error in place of its first item; anything else as it is. */
function holed(value: unknown, where: number, failure: () => Error): unknown {
  if (value instanceof Promise) return value.then((settled) => holed(settled, where, failure));
  if (!Array.isArray(value) || value.length === 0) return value;
  return value.with(0, where % 2 === 0 ? null : failure());
}
