import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
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
 * The SQL that would turn the database into what `prisma/schema.prisma` says.
 * @returns "-- This is an empty migration." when there is no difference
 */
export async function schemaDifference(databaseUrl: string): Promise<string> {
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
    from: { tag: 'schemaDatasource', files, configDir: projectPath('prisma') },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}
