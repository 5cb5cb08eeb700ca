import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
} from 'graphql';
import type { FieldStep } from './field-step.ts';
import type { Run } from './run.ts';
import type { Step } from './selection.ts';
import type { Holder, Slot } from './slot.ts';

/** A root field: its service is asked without anything to go by. */
export class RootStep implements Step {
  private readonly field: FieldStep;

  constructor(field: FieldStep) {
    this.field = field;
  }

  run(run: Run, _source: unknown, out: Holder, slot: Slot): boolean {
    const { request } = run;
    // After an earlier field of a mutation was given up, the later ones are not begun.
    if (request.isAborted) return this.field.fail(run, request.failureOf(this.field.home), out, slot);
    return this.field.run(run, undefined, out, slot);
  }
}

/** Introspection, which the public schema answers by itself. */
export class IntrospectionStep implements Step {
  private readonly schema: GraphQLSchema;
  private readonly key: string;
  private readonly nodes: readonly FieldNode[];

  constructor(schema: GraphQLSchema, key: string, nodes: readonly FieldNode[]) {
    this.schema = schema;
    this.key = key;
    this.nodes = nodes;
  }

  run(run: Run, _source: unknown, out: Holder, _slot: Slot): boolean {
    const { operation, variables } = run.request;
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          ...operation.definition,
          operation: OperationTypeNode.QUERY,
          selectionSet: { kind: Kind.SELECTION_SET, selections: this.nodes },
        },
        ...Object.values(operation.fragments),
      ],
    };
    const { data, errors = [] } = executeSync({ schema: this.schema, document, variableValues: variables });
    for (const error of errors) run.addError(error);
    out[this.key] = data?.[this.key] ?? null;
    return true;
  }
}
