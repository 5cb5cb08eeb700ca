import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { z } from 'zod';
import type { Language } from '../../shared/language.ts';
import type { Retriever } from '../retrieval/passage.ts';
import type { Source } from './tool.ts';

/** What a tool works with for one call. */
export type ToolContext = {
  /** Asks the rest of the graph on the caller's behalf, within the call's deadline. */
  ask<Result, Variables>(
    operation: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  retriever: Retriever;
  /** Language of the answer, in which facts are stated. */
  language: Language;
  signal: AbortSignal;
};

/** `result` goes to the model as JSON; it holds what facts can't say, such as option keys. */
export type Found<Result> = { sources: Source[]; result: Result };

export type ToolDefinition<Input, Result> = {
  name: string;
  description: string;
  input: z.ZodType<Input>;
  run(input: Input, context: ToolContext): Promise<Found<Result>>;
};
