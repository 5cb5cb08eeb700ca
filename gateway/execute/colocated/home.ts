import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import type { OpenSubgraph } from '../../../services/shared/open-subgraph.ts';
import type { Join } from './join.ts';

/** What the executor needs of a service of this process. */
export type LocalService = Pick<OpenSubgraph, 'name' | 'schema' | 'contextFor'>;

/** A service as plans see it: where values come from, and whose resolvers read them. */
export type Home = LocalService & {
  /** Its place in the lists that a request keeps by home. */
  index: number;
};

/**
 * The services that a supergraph names, by name.
 * @throws Error naming the service, type, field or argument that the supergraph names and nobody has: their versions
 *   do not fit
 */
export function homesOf(join: Join, services: readonly LocalService[]): ReadonlyMap<string, Home> {
  return new Map(
    join.services.map((name, index) => {
      const service = services.find((each) => each.name === name);
      if (!service) throw new Error(`The supergraph names the service ${name}, which is not in this process`);
      checkFit(join, service);
      const { schema } = service;
      return [name, { index, name, schema, contextFor: (request) => service.contextFor(request) }];
    }),
  );
}

function checkFit(join: Join, { name, schema }: LocalService): void {
  for (const [typeName, { keys, fields }] of join.types) {
    if (!keys.has(name)) continue;
    for (const [fieldName, places] of fields) {
      const place = places.get(name);
      if (!place) continue;
      const own = fieldOf(schema, typeName, fieldName);
      const coordinate = `${typeName}.${fieldName}`;
      if (!own) throw unfit(name, coordinate);
      if (!place.isAnswered) continue;
      for (const argument of fieldOf(join.schema, typeName, fieldName)?.args ?? []) {
        const isKnown = own.args.some((each) => each.name === argument.name);
        if (!isKnown) throw unfit(name, `${coordinate}(${argument.name}:)`);
      }
    }
  }
}

/** A field of an object or interface; undefined when there is no such type or field. */
export function fieldOf(schema: GraphQLSchema, typeName: string, fieldName: string) {
  const type = schema.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
}

function unfit(service: string, coordinate: string): Error {
  return new Error(`The service ${service} has no ${coordinate}, which the supergraph names`);
}
