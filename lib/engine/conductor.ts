/**
 * Conductor: takes chains on (run-states-and-chains 8.2). Looks at every chain of which something has ended, been
 * answered or been stopped, asks lib/domain/chain/next-moves.ts what happens next, and writes it in one transaction.
 * What is to be looked at stands with the runs, so another node goes on where one died. Two conductors at once look
 * at different chains, or at the same one after the other.
 */
import { nextMoves } from "@/lib/domain/chain/next-moves";
import { scopeOfChain } from "@/lib/domain/chain/scope-of-chain";
import { loadTenantKnowledge } from "@/lib/store/chain-knowledge";
import { type ConductedRun, loadChains, takeConducted } from "@/lib/store/chain-pictures";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import { type ChainWrites, NO_WRITES, writeChainMoves } from "@/lib/store/write-chain-moves";
import type { EngineDeps } from "./engine-deps";
import { followUpOnce } from "./follow-up";

/** Steps and chains of one transaction. */
const BATCH = 100;
const ACTOR = "conductor";

/** What one pass did. */
export interface ConductSummary {
  conducted: number;
  /** Runs that may pass their gates or start now. */
  started: number;
  /** Runs that are to be killed by the process servers that hold them. */
  killed: number;
}

/** Takes chains on, and starts runs again whose definitions want it. */
export async function conductOnce(deps: EngineDeps): Promise<ConductSummary> {
  const followed = await followUpOnce(deps);
  const now = deps.clock.now();
  const done = await inTransaction(deps.db.keyed, async (tx) => {
    const conducted = await takeConducted(tx, BATCH);
    if (conducted.length === 0) return { conducted: 0, writes: NO_WRITES };
    return { conducted: conducted.length, writes: await conduct(tx, deps, { conducted, now }) };
  });
  deps.announce(done.writes.changed);
  return {
    conducted: done.conducted + followed.followed,
    started: done.writes.started + followed.started,
    killed: done.writes.killed,
  };
}

interface Work {
  conducted: readonly ConductedRun[];
  now: Date;
}

async function conduct(
  tx: Queryable,
  deps: EngineDeps,
  { conducted, now }: Work,
): Promise<ChainWrites> {
  const chains = new Map(
    conducted.map(({ tenantId, id, chainId, role }) => {
      const chain = role === "chain" ? id : (chainId ?? id);
      return [chain, { tenantId, id: chain }];
    }),
  );
  const loaded = await loadChains(tx, [...chains.values()], now);
  const decided = [];
  for (const tenantId of new Set(loaded.map((chain) => chain.tenantId))) {
    const own = loaded.filter((chain) => chain.tenantId === tenantId);
    const known = await loadTenantKnowledge(tx, tenantId, own);
    for (const chain of own) {
      const parametersOf = (name: string) => known.parameters.get(name) ?? null;
      const scope = scopeOfChain({
        ...known,
        picture: chain.picture,
        newId: () => deps.newId(now),
        chainParameters: {
          definitions: parametersOf(chain.root.definitionName) ?? [],
          values: chain.root.parameters,
        },
        parametersOf,
        valuesOf: (runId) => chain.values.get(runId) ?? null,
      });
      decided.push({ chain, moves: nextMoves(chain.picture, scope) });
    }
  }
  return writeChainMoves(tx, decided, { actor: ACTOR, now, newId: deps.newId });
}
