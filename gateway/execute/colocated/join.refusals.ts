import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql';
import { applied } from './applied.ts';

const knownVersions = /^https:\/\/specs\.apollo\.dev\/join\/v0\.[2-5]$/;

/**
 * A feature that is not implemented is never guessed.
 * @throws Error naming type, field and feature
 */
export function refuseUnknownFeatures(schema: GraphQLSchema): void {
  for (const { url, for: purpose } of applied(schema.astNode?.directives, 'link')) {
    const isJoin = /\/join\/v[\d.]+$/.test(String(url));
    if (isJoin && !knownVersions.test(String(url))) throw refusal('The supergraph', `is written in ${url}`);
    // What is meant for safety is checked before anything runs, whichever executor runs it (stages/scopes.rules.ts).
    if (purpose === 'EXECUTION' && !isJoin) throw refusal('The supergraph', `uses ${url} for ${purpose}`);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (applied(type.astNode?.directives, 'join__directive').length > 0) {
      throw refusal(type.name, 'has a @join__directive');
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const places = applied(type.astNode?.directives, 'join__type');
    if (places.some(({ isInterfaceObject }) => isInterfaceObject === true)) {
      throw refusal(type.name, 'is an @interfaceObject');
    }
    for (const field of Object.values(type.getFields())) {
      const directives = field.astNode?.directives;
      const name = `${type.name}.${field.name}`;
      if (applied(directives, 'join__directive').length > 0) throw refusal(name, 'has a @join__directive');
      for (const { graph, overrideLabel, contextArguments } of applied(directives, 'join__field')) {
        if (graph === undefined) throw refusal(name, 'comes from an @interfaceObject');
        if (overrideLabel !== undefined) throw refusal(name, 'has a progressive @override');
        if (contextArguments !== undefined) throw refusal(name, 'has arguments @fromContext');
      }
    }
  }
}

function refusal(what: string, feature: string): Error {
  return new Error(`${what} ${feature}, which the co-located executor does not implement`);
}
