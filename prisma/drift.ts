import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { projectPath } from '../services/shared/project-root.ts';

/** The part of the WebAssembly interface that is used here; Node's types leave it to the browser's. */
declare const WebAssembly: {
  instantiate(
    program: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

/** What wasm-bindgen exports beside the typed classes. */
type Bindings = typeof engine & { __wbg_set_wasm(exports: object): void };

/** Prisma's own commands would download a native schema engine; this one comes with a package. */
async function startEngine(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const program = await readFile(join(dirname(entry), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(program, {
    './schema_engine_bg.js': engine,
  });
  (engine as Bindings).__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/**
 * The SQL that builds an empty database into what `prisma/schema.prisma` says.
 * @param databaseUrl any database that can be reached: the engine asks for one and reads nothing from it
 */
export async function schemaSql(databaseUrl: string): Promise<string> {
  const content = await readFile(projectPath('prisma', 'schema.prisma'), 'utf8');
  const files = [{ path: 'schema.prisma', content }];
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  await startEngine();
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: [['schema.prisma', content]] },
    () => undefined,
    adapter,
  );
  const { stdout } = await schemaEngine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

// The engine itself can't read a live database through the adapter (it stumbles over the type "char"), so what two
// databases hold is compared by PostgreSQL's own words for it.
const shapeQuery = `
  SELECT 'column ' || table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable || ' '
    || coalesce(column_default, '-') || ' ' || coalesce(datetime_precision::text, '-') AS part
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
  UNION ALL
  SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
  FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'
  UNION ALL
  SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
  UNION ALL
  SELECT 'enum ' || enumtypid::regtype || ' ' || string_agg(enumlabel, ',' ORDER BY enumsortorder)
  FROM pg_enum GROUP BY enumtypid
  ORDER BY part`;

/** Every column, constraint, index and enum of a database, a line each, sorted. */
export async function databaseShape(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<{ part: string }>(shapeQuery)).rows.map(({ part }) => part);
  } finally {
    await client.end();
  }
}
