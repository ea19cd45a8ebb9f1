import { type ChainRunTree, chainRunTree } from "@/lib/domain/run/chain-member";
import type { Context } from "@/lib/services/context";
import { getChainMembers } from "./get-chain-members";

/** The steps of a chain run with their calls, as they are drawn; throws `not_found` outside the scope. */
export async function getChainRunTree(ctx: Context, runId: string): Promise<ChainRunTree> {
  const { members } = await getChainMembers(ctx, runId);
  return chainRunTree(runId, members);
}
