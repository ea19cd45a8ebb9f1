/**
 * Conductor: takes chains on (run-states-and-chains 8.2). Looks at every chain of which something has ended, been
 * answered or been stopped, asks lib/domain/chain/next-moves.ts what happens next, and writes it in one transaction.
 * What is to be looked at stands with the runs, so another node goes on where one died. Two conductors at once look
 * at different chains. A chain that cannot be taken on is set apart for a while; the others do not wait for it.
 */
import { isWithinCurrentPart } from "@/lib/domain/chain/current-part";
import { nextMoves } from "@/lib/domain/chain/next-moves";
import { type ChainKnowledge, scopeOfChain } from "@/lib/domain/chain/scope-of-chain";
import { loadTenantKnowledge, type TenantKnowledge } from "@/lib/store/chain-knowledge";
import { type LoadedChain, loadChains } from "@/lib/store/chain-pictures";
import { type ConductedChain, takeConducted } from "@/lib/store/conducted-chains";
import type { Queryable } from "@/lib/store/queryable";
import {
  type ChainWrites,
  type DecidedChain,
  NO_WRITES,
  writeChainMoves,
} from "@/lib/store/write-chain-moves";
import type { EngineDeps } from "./engine-deps";
import { followUpOnce } from "./follow-up";
import { Troubled, togetherOrOneByOne } from "./troubled";

/** Marks of one transaction. */
const BATCH = 100;
const ACTOR = "conductor";

/** What a node leaves alone for a while; without it everything is tried in every pass. */
export class ConductorMemory {
  readonly chains = new Troubled();
  readonly endedRuns = new Troubled();
}

/** What one pass did. */
export interface ConductSummary {
  conducted: number;
  /** Runs that may pass their gates or start now. */
  started: number;
  /** Runs that are to be killed by the process servers that hold them. */
  killed: number;
}

interface Pass {
  conducted: readonly ConductedChain[];
  writes: ChainWrites;
}

/** Takes chains on, and starts runs again whose definitions want it. */
export async function conductOnce(
  deps: EngineDeps,
  memory = new ConductorMemory(),
): Promise<ConductSummary> {
  const followed = await followUpOnce(deps, memory.endedRuns);
  const passes = await togetherOrOneByOne<ConductedChain, Pass>({
    ...{ deps, troubled: memory.chains, batch: BATCH, what: "chain" },
    take: (tx, { limit, except }) => takeConducted(tx, limit, except),
    work: async (tx, conducted, now) => ({
      conducted,
      writes: await conduct(tx, { deps, conducted, now }),
    }),
  });
  for (const { writes } of passes) deps.announce(writes.changed);
  const sum = (of: (pass: Pass) => number) => passes.reduce((total, pass) => total + of(pass), 0);
  return {
    conducted: sum(({ conducted }) => conducted.length) + followed.followed,
    started: sum(({ writes }) => writes.started) + followed.started,
    killed: sum(({ writes }) => writes.killed),
  };
}

interface Work {
  deps: EngineDeps;
  conducted: readonly ConductedChain[];
  now: Date;
}

/** Most decisions are about the step that is over and the next; the others are made again with the whole chain. */
async function conduct(tx: Queryable, { deps, conducted, now }: Work): Promise<ChainWrites> {
  if (conducted.length === 0) return NO_WRITES;
  const first = await decide(tx, deps, await loadChains(tx, conducted, now, "current"));
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
