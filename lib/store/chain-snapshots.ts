import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import { type ChainTraits, traitsOf } from "@/lib/domain/chain/chain-traits";
import type { Queryable } from "./queryable";

/** What a chain run was submitted with, read. */
export interface ChainSnapshot {
  chain: ChainDefinition;
  traits: ChainTraits;
}

/** Most entries kept; the least recently used goes first. */
const MAX_RUNS = 20_000;
const MAX_TEXTS = 500;

/** By run and row version: a snapshot is asked for again and again while its chain goes on, and hardly ever changes. */
const ofRuns = new Map<string, ChainSnapshot>();
/** By what is stored: the runs of a definition share one. */
const ofTexts = new Map<string, ChainSnapshot>();

/** The snapshots of chain runs, given the version of the row each stands in; by run id. */
export async function loadSnapshots(
  tx: Queryable,
  runs: readonly { id: string; version: string }[],
): Promise<Map<string, ChainSnapshot>> {
  const found = new Map<string, ChainSnapshot>();
  const missing = new Map<string, string>();
  for (const { id, version } of runs) {
    const snapshot = recall(ofRuns, `${id} ${version}`);
    if (snapshot) found.set(id, snapshot);
    else missing.set(id, version);
  }
  if (missing.size === 0) return found;
  const { rows } = await tx.query<{ run_id: string; snapshot: string }>({
    name: "load-chain-snapshots",
    text: "SELECT run_id, snapshot::text FROM chain_run WHERE run_id = ANY($1::uuid[])",
    values: [[...missing.keys()]],
  });
  for (const { run_id: id, snapshot: text } of rows) {
    const snapshot =
      recall(ofTexts, text) ?? remember(ofTexts, text, readSnapshot(text), MAX_TEXTS);
    remember(ofRuns, `${id} ${missing.get(id)}`, snapshot, MAX_RUNS);
    found.set(id, snapshot);
  }
  return found;
}

function readSnapshot(text: string): ChainSnapshot {
  const chain: ChainDefinition = JSON.parse(text);
  return { chain, traits: traitsOf(chain) };
}

function recall<T>(known: Map<string, T>, key: string): T | undefined {
  const value = known.get(key);
  if (value === undefined) return undefined;
  known.delete(key);
  known.set(key, value);
  return value;
}

function remember<T>(known: Map<string, T>, key: string, value: T, most: number): T {
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
  return value;
}

/** The latest definitions of chains, by the id of the definition. */
export async function loadMasters(
  tx: Queryable,
  definitionIds: readonly string[],
): Promise<Map<string, ChainDefinition>> {
  if (definitionIds.length === 0) return new Map();
  const { rows } = await tx.query<{ id: string; chain: ChainDefinition | null }>(
    "SELECT id, properties -> 'chain' AS chain FROM definition WHERE id = ANY($1::uuid[])",
    [definitionIds],
  );
  return new Map(rows.flatMap(({ id, chain }) => (chain ? [[id, chain] as const] : [])));
}
