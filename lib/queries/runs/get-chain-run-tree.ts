import { type ChainRunTree, chainRunTree } from "@/lib/domain/run/chain-runs";
import type { Context } from "@/lib/services/context";
import { getChainRuns } from "./get-chain-runs";

/** The steps of a chain run with their calls, as they are drawn; throws `not_found` outside the scope. */
export async function getChainRunTree(ctx: Context, runId: string): Promise<ChainRunTree> {
  const { runs } = await getChainRuns(ctx, runId);
  return chainRunTree(runId, runs);
}
