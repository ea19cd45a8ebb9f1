import type { TenantScope } from "@/lib/domain/access/access";
import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import type { ChainMoves } from "@/lib/domain/chain/chain-moves";
import { type LoadedChain, loadChains } from "./chain-pictures";
import { wakeConductor } from "./operate-runs";
import { ChangedMeanwhile } from "./operate-transaction";
import type { Queryable } from "./queryable";
import { type ChainWrites, writeChainMoves } from "./write-chain-moves";

/** The chain a chain run or step stands in, held until the transaction ends; null when it is gone. */
export async function loadChainOf(
  tx: Queryable,
  run: { tenantId: string; id: string; role: string; chainId: string | null },
  now: Date,
): Promise<LoadedChain | null> {
  const id = run.role === "chain" ? run.id : run.chainId;
  if (id === null) return null;
  const [chain] = await loadChains(tx, [{ tenantId: run.tenantId, id }], now);
  return chain ?? null;
}

/**
 * Writes what an operator's stop comes to, all of it or nothing: throws {@link ChangedMeanwhile} when a run below has
 * moved since the chain was loaded, because then something else would have to be done about it. The conductor has a
 * look at the chain afterwards.
 */
export async function writeStop(
  tx: Queryable,
  { chain, moves }: { chain: LoadedChain; moves: ChainMoves },
  by: { actor: string; now: Date; newId: (now: Date) => string },
): Promise<ChainWrites> {
  const { tenantId, root } = chain;
  const moved = moves.moves.map(({ runId }) => ({ tenantId, id: runId }));
  const writes = await writeChainMoves(tx, [{ chain, moves }], by);
  await requireWritten(tx, tenantId, moves);
  await wakeConductor(tx, [{ tenantId, id: root.id }, ...moved]);
  return writes;
}

async function requireWritten(
  tx: Queryable,
  tenantId: string,
  { moves }: ChainMoves,
): Promise<void> {
  const { rowCount } = await tx.query(
    `SELECT FROM unnest($2::uuid[], $3::run_state[]) AS u(id, state)
     JOIN run r ON r.tenant_id = $1 AND r.id = u.id WHERE r.state <> u.state LIMIT 1`,
    [tenantId, moves.map(({ runId }) => runId), moves.map(({ path }) => path.at(-1))],
  );
  if (rowCount) throw new ChangedMeanwhile("A run of the chain has moved meanwhile");
}

/** A chain as a run of the scope was submitted with it; null for a run that is no chain, or is not there. */
export async function findSubmittedChain(
  db: Queryable,
  { tenantId, allTenants }: TenantScope,
  runId: string,
): Promise<ChainDefinition | null> {
  const { rows } = await db.query<{ snapshot: ChainDefinition }>(
    `SELECT c.snapshot FROM run r JOIN chain_run c ON c.tenant_id = r.tenant_id AND c.run_id = r.id
     WHERE r.id = $1 AND r.tenant_id = ANY(CASE WHEN $2 THEN ARRAY(SELECT t.id FROM tenant t) ELSE ARRAY[$3::uuid] END)`,
    [runId, allTenants, tenantId],
  );
  return rows[0]?.snapshot ?? null;
}
