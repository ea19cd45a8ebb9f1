/**
 * Conductor: takes chains on (run-states-and-chains 8.2). Looks at every chain of which something has ended, been
 * answered or been stopped, asks lib/domain/chain/next-moves.ts what happens next, and writes it in one transaction.
 * What is to be looked at stands with the runs, so another node goes on where one died. Two conductors at once look
 * at different chains, or at the same one after the other.
 */

import { isWithinCurrentPart } from "@/lib/domain/chain/current-part";
import { nextMoves } from "@/lib/domain/chain/next-moves";
import { type ChainKnowledge, scopeOfChain } from "@/lib/domain/chain/scope-of-chain";
import { loadTenantKnowledge, type TenantKnowledge } from "@/lib/store/chain-knowledge";
import { type LoadedChain, loadChains } from "@/lib/store/chain-pictures";
import { type ConductedRun, takeConducted } from "@/lib/store/conducted-runs";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import {
  type ChainWrites,
  type DecidedChain,
  NO_WRITES,
  writeChainMoves,
} from "@/lib/store/write-chain-moves";
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
  const current = await loadChains(tx, [...chains.values()], now, "current");
  const first = await decide(tx, deps, current);
  const isDone = ({ chain, moves }: DecidedChain) =>
    chain.isWhole || isWithinCurrentPart(chain.picture, moves);
  const rest = first
    .filter((one) => !isDone(one))
    .map(({ chain: { tenantId, root } }) => ({ tenantId, id: root.id }));
  const second = await decide(tx, deps, await loadChains(tx, rest, now));
  const by = { actor: ACTOR, now, newId: deps.newId };
  return writeChainMoves(tx, [...first.filter(isDone), ...second], by);
}

/** What happens next in each of these chains. */
async function decide(
  tx: Queryable,
  deps: EngineDeps,
  chains: readonly LoadedChain[],
): Promise<DecidedChain[]> {
  const decided: DecidedChain[] = [];
  for (const tenantId of new Set(chains.map((chain) => chain.tenantId))) {
    const own = chains.filter((chain) => chain.tenantId === tenantId);
    const known = await loadTenantKnowledge(tx, tenantId, own);
    for (const chain of own) {
      const moves = nextMoves(chain.picture, scopeOfChain(knowledgeOf(deps, chain, known)));
      decided.push({ chain, moves });
    }
  }
  return decided;
}

function knowledgeOf(
  { newId }: EngineDeps,
  { picture, root, values }: LoadedChain,
  known: TenantKnowledge,
): ChainKnowledge {
  const parametersOf = (name: string) => known.parameters.get(name) ?? null;
  return {
    ...known,
    picture,
    newId: () => newId(picture.now),
    chainParameters: {
      definitions: parametersOf(root.definitionName) ?? [],
      values: root.parameters,
    },
    parametersOf,
    valuesOf: (runId) => values.get(runId) ?? null,
  };
}
