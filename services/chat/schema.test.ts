import { describe, expect, test } from '@jest/globals';
import { CitationResolver } from './answer/citation.resolver.ts';
import { chatResolverClasses, chatSchema, chatSdl } from './schema.ts';

describe('the chat schema', () => {
  test('its SDL needs no database and is the same each time', async () => {
    expect(await chatSdl()).toBe(await chatSdl());
  });

  test('a resolver class without an instance is named at start', async () => {
    await expect(chatSchema([new CitationResolver()])).rejects.toThrow(
      'There is no instance of AnswerResolver',
    );
  });

  test('no field and no type of it takes the long way through type-graphql', async () => {
    const { indirect } = await chatSchema(
      chatResolverClasses.map(({ prototype }) => Object.create(prototype)),
    );

    expect(indirect).toEqual([]);
  });

  test('events that are reached through their interface alone are part of it', async () => {
    const sdl = await chatSdl();

    for (const name of ['AnswerStarted', 'PassagesRetrieved', 'ToolCalled', 'TextDelta', 'CitationAdded']) {
      expect(sdl).toContain(`type ${name} implements AnswerEvent`);
    }
  });
});
