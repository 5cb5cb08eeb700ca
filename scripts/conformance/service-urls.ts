import { Kind, parse } from 'graphql';
import { applied } from '../../gateway/execute/colocated/applied.ts';

/** Name and address of each service of a supergraph, as `@join__graph` tells them (join spec v0.3). */
export function serviceUrls(sdl: string): { name: string; url: string }[] {
  const graphs = parse(sdl, { noLocation: true }).definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) throw new Error('The supergraph names no services');
  return (graphs.values ?? []).flatMap(({ directives }) =>
    applied(directives, 'join__graph').map(({ name, url }) => ({ name: String(name), url: String(url) })),
  );
}
