import { expect, test } from '@jest/globals';
import { Kind, parse } from 'graphql';
import { accessSdl } from './schema.ts';

test('the graph itself says which fields are for admins: all but viewer', async () => {
  const { definitions } = parse(await accessSdl());

  const rootFields = definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION && /^(Query|Mutation)$/.test(type.name.value)
      ? (type.fields ?? [])
      : [],
  );
  const open = rootFields.filter(({ directives = [] }) =>
    directives.every(({ name }) => name.value !== 'requiresScopes'),
  );

  expect(rootFields).toHaveLength(5);
  expect(open.map(({ name }) => name.value)).toEqual(['viewer']);
});
