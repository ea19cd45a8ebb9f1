import { recordAudit } from "@/lib/services/audit/record-audit";
import { authorise, type Context } from "@/lib/services/context";
import { inTransaction } from "@/lib/store/queryable";
import { removeView } from "@/lib/store/view-store";
import { requireChangeableView } from "./view-in-scope";

/** Deletes a view; its owner may, and of shared views administrators. Throws `not_found` and `forbidden`. */
export async function deleteView(ctx: Context, id: string): Promise<void> {
  authorise(ctx, "jobs.read");
  await inTransaction(ctx.db.pool, async (tx) => {
    const { tenantId, name, screen } = await requireChangeableView(ctx, id, tx);
    await removeView(tx, { tenantId, id });
    const record = { action: "ViewDeletion", outcome: "success", objectType: "view" } as const;
    await recordAudit(ctx, { ...record, objectId: id, details: { name, screen } }, tx);
  });
}
