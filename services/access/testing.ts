import { randomBytes } from 'node:crypto';
import { type ExecutionResult, graphql } from 'graphql';
import type { Caller } from '../shared/caller.ts';
import type { Database } from '../shared/database.ts';
import type { OpenSubgraph } from '../shared/open-subgraph.ts';
import { silentLogger } from '../shared/testing.ts';
import { type OpenAccess, openAccess } from './access.ts';

/** Access over a test's database. */
export function openTestAccess(database: Database): Promise<OpenAccess> {
  return openAccess({ database, random: randomBytes, logger: silentLogger });
}

export const inTime = () => new AbortController().signal;

export const anonymous: Caller = { kind: 'ANONYMOUS', id: '203.0.113.7', scopes: [] };
export const visitor: Caller = { kind: 'SESSION', id: 'session:one', scopes: [] };
export const partner: Caller = {
  kind: 'API_KEY',
  id: 'key:one',
  name: 'Partner',
  scopes: ['knowledge:write'],
};
export const admin: Caller = { kind: 'API_KEY', id: 'key:two', name: 'Operations', scopes: ['admin'] };

/** Runs one operation as one request. */
export function ask(
  access: OpenSubgraph,
  caller: Caller,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<ExecutionResult> {
  const contextValue = access.contextFor({ caller, requestId: 'test-request', signal: inTime() });
  return graphql({ schema: access.schema, source, variableValues, contextValue });
}
