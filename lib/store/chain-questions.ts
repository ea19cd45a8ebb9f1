import type { ReplyGiven } from "@/lib/domain/chain/chain-picture";
import { isRestartReply } from "@/lib/domain/chain/restart-reply";
import type { Queryable } from "./queryable";

/**
 * The replies to the questions that chains in Console have put last, by the id of the chain; none while the last one is
 * open. A step that was killed asks too (run-states-and-chains 8.2 rule 6), and what was asked before is settled.
 */
export async function loadReplies(
  tx: Queryable,
  chains: readonly { tenantId: string; id: string }[],
): Promise<ReadonlyMap<string, ReplyGiven>> {
  if (chains.length === 0) return new Map();
  const { rows } = await tx.query<{
    chain_id: string;
    run_id: string;
    state: string;
    reply: string;
    replied_by: string;
  }>(
    `SELECT DISTINCT ON (s.parent_id) s.parent_id AS chain_id, m.run_id, m.state, m.reply, m.replied_by
     FROM unnest($1::uuid[], $2::uuid[]) AS u(tenant_id, id)
     JOIN run s ON s.parent_id = u.id AND s.tenant_id = u.tenant_id AND s.role = 'step'
     JOIN operator_message m ON m.run_id = s.id
     ORDER BY s.parent_id, m.created_at DESC, m.id DESC`,
    [chains.map(({ tenantId }) => tenantId), chains.map(({ id }) => id)],
  );
  const replies = new Map<string, ReplyGiven>();
  for (const { chain_id, run_id, state, reply, replied_by } of rows) {
    if (state !== "replied" || !isRestartReply(reply)) continue;
    replies.set(chain_id, { stepRunId: run_id, reply, by: replied_by });
  }
  return replies;
}
