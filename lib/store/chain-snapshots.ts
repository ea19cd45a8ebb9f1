import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import { type ChainTraits, traitsOf } from "@/lib/domain/chain/chain-traits";
import type { Queryable } from "./queryable";

/** What a chain run was submitted with, read. */
export interface ChainSnapshot {
  chain: ChainDefinition;
  traits: ChainTraits;
}

/** Snapshots by run and row version: one is read again and again while its chain goes on, and hardly ever changes. */
const known = new Map<string, ChainSnapshot>();
const MAX_KNOWN = 1000;

/** The snapshots of chain runs, given the version of the row each stands in; by run id. */
export async function loadSnapshots(
  tx: Queryable,
  runs: readonly { id: string; version: string }[],
): Promise<Map<string, ChainSnapshot>> {
  const found = new Map<string, ChainSnapshot>();
  const missing = new Map<string, string>();
  for (const { id, version } of runs) {
    const snapshot = known.get(`${id} ${version}`);
    if (snapshot) found.set(id, snapshot);
    else missing.set(id, version);
  }
  if (missing.size === 0) return found;
  const { rows } = await tx.query<{ run_id: string; snapshot: ChainDefinition }>({
    name: "load-chain-snapshots",
    text: "SELECT run_id, snapshot FROM chain_run WHERE run_id = ANY($1::uuid[])",
    values: [[...missing.keys()]],
  });
  if (known.size + rows.length > MAX_KNOWN) known.clear();
  for (const { run_id: id, snapshot: chain } of rows) {
    const snapshot = { chain, traits: traitsOf(chain) };
    known.set(`${id} ${missing.get(id)}`, snapshot);
    found.set(id, snapshot);
  }
  return found;
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
