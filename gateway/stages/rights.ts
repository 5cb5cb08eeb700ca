import { GraphQLError } from 'graphql';
import type { Caller } from '../../services/shared/caller.ts';
import { AppError } from '../../services/shared/errors.ts';
import type { LimitSettings } from '../limit-settings.ts';
import { refusalOf } from '../refusal.ts';
import type { Operation } from './operation.ts';

/** What the kind of caller decides about documents. The same object for all callers of a kind. */
export type Rights = {
  /** Whether documents that are not trusted are served, served and told in the log, or refused. */
  adHoc: 'served' | 'told' | 'refused';
  /** Whether the schema may be asked for, and faults tell what they may have meant. */
  introspection: boolean;
  /** Most renamed fields of one operation. */
  maxAliases: number;
};

type Settings = Pick<LimitSettings, 'introspection' | 'trustedOnly' | 'maxAliases' | 'maxAliasesWithKey'>;

const adminScope = 'admin';

/** Who may do what with documents; the admin scope is for our own people, GraphiQL in production among it. */
export function documentRights(settings: Settings): (caller: Caller) => Rights {
  const { introspection, maxAliases, maxAliasesWithKey } = settings;
  const adHoc = ({ off: 'served', log: 'told', on: 'refused' } as const)[settings.trustedOnly];
  const admin: Rights = { adHoc: 'served', introspection: true, maxAliases: maxAliasesWithKey };
  const keyed: Rights = { adHoc, introspection, maxAliases: maxAliasesWithKey };
  const other: Rights = { adHoc, introspection, maxAliases };
  return ({ kind, scopes }) => {
    if (scopes.includes(adminScope)) return admin;
    return kind === 'API_KEY' ? keyed : other;
  };
}

/** What a document is refused with that its caller may not make up. */
export function adHocRefusal(): AppError {
  const publicMessage = 'Only trusted documents are served; send the documentId of one.';
  return new AppError('FORBIDDEN', 'a document that is not trusted', {
    publicMessage,
    details: { reason: 'TRUSTED_ONLY' },
  });
}

/**
 * Decides whether a caller may run an operation that is known to be valid. Trusted ones were looked at by a person.
 * @throws Refusal GRAPHQL_VALIDATION_FAILED
 */
export function admitOf(rights: Rights, { trusted, aliases, usesIntrospection }: Operation): void {
  if (trusted) return;
  if (usesIntrospection && !rights.introspection) throw refused('Introspection is off.');
  if (aliases <= rights.maxAliases) return;
  throw refused(`The operation renames ${aliases} fields, more than the ${rights.maxAliases} that one may.`);
}

function refused(message: string) {
  return refusalOf('GRAPHQL_VALIDATION_FAILED', [new GraphQLError(message)]);
}
