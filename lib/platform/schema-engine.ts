import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";

/** The engine leaves a timer of ten seconds running after its work, which would hold up the end of the process. */
function withoutLingeringTimers(bindings: object): WebAssembly.ModuleImports {
  const imports = { ...bindings } as WebAssembly.ModuleImports;
  const name = Object.keys(imports).find((key) => key.startsWith("__wbg_setTimeout_"));
  if (name) {
    imports[name] = (callback: () => void, ms: number) => setTimeout(callback, ms >>> 0).unref();
  }
  return imports;
}

/** Where the engine reports that it gave up; without it the reason would be lost. */
function throwPanic(message: string): never {
  throw new Error(`The schema engine gave up: ${message}`);
}

const TYPE_CHAR = 18;
const TYPE_TEXT = 25;

/**
 * Prisma's adapter does not know the type "char", in which the catalogue of PostgreSQL keeps its letters: they are
 * read as text and then named as what they are. The engine sends one query at a time.
 */
async function connectKnowingChar(pool: pg.Pool): Promise<SqlDriverAdapter> {
  let letters: number[] = [];
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>;
  const reader = Object.create(pool) as pg.Pool;
  reader.query = (async (...args: unknown[]) => {
    const result = await query(...args);
    letters = result.fields.flatMap(({ dataTypeID }, at) => (dataTypeID === TYPE_CHAR ? [at] : []));
    for (const at of letters) Object.assign(result.fields[at] ?? {}, { dataTypeID: TYPE_TEXT });
    return result;
  }) as typeof reader.query;
  const adapter = await new PrismaPg(reader).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (sql) => {
    const result = await queryRaw(sql);
    for (const at of letters) result.columnTypes[at] = ColumnTypeEnum.Character;
    return result;
  };
  return adapter;
}

/** The database of the pool is also the one in which the engine tries migrations, so that it needs to make none. */
function adapterOn(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const { provider, adapterName } = new PrismaPg(pool);
  const connect = () => connectKnowingChar(pool);
  return { provider, adapterName, connect, connectToShadowDb: connect };
}

type Bindings = typeof import("@prisma/schema-engine-wasm/schema_engine_bg");
let loaded: Promise<Bindings> | undefined;

/** Once per process: the bindings remember the memory of the instance they were given first. */
async function loadBindings(): Promise<Bindings> {
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const entry = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm");
  const wasm = readFileSync(join(dirname(entry), "schema_engine_bg.wasm"));
  const imports = { "./schema_engine_bg.js": withoutLingeringTimers(bindings) };
  const { instance } = await WebAssembly.instantiate(wasm, imports);
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: throwPanic } });
  const internals = bindings as unknown as { __wbg_set_wasm(exports: unknown): void };
  internals.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  return bindings;
}

/**
 * Prisma's own schema engine, as WebAssembly: the same migrations as the command line's, without a download.
 * It leaves closing its connections to the caller's pool.
 */
export async function openSchemaEngine(pool: pg.Pool): Promise<SchemaEngine> {
  loaded ??= loadBindings();
  const { SchemaEngine } = await loaded;
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterOn(pool));
  const datamodels: [string, string][] = [
    ["schema.prisma", 'datasource db {\n  provider = "postgresql"\n}\n'],
  ];
  return SchemaEngine.new({ datamodels }, () => undefined, adapter);
}
