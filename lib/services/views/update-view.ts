import { parseInput } from "@/lib/domain/definition/parse-input";
import { type ViewChangeInput, viewChangeSchema } from "@/lib/domain/run/saved-view";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { authorise, type Context } from "@/lib/services/context";
import { inTransaction } from "@/lib/store/queryable";
import { type SavedView, writeView } from "@/lib/store/view-store";
import { viewNameTaken } from "./create-view";
import { requireChangeableView } from "./view-in-scope";

/**
 * Renames a view, shares it or takes it back, or replaces what it shows; what is left out stays. Its owner may, and of
 * shared views administrators. Throws `not_found`, `forbidden`, and `conflict` for a name that is taken.
 */
export async function updateView(ctx: Context, id: string, input: ViewChangeInput): Promise<void> {
  authorise(ctx, "jobs.read");
  const change = parseInput(viewChangeSchema, input);
  await inTransaction(ctx.db.pool, async (tx) => {
    const view = await requireChangeableView(ctx, id, tx);
    const changed: SavedView = {
      ...view,
      name: change.name ?? view.name,
      query: change.query ?? view.query,
      columns: change.columns ?? view.columns,
      shared: change.shared ?? view.shared,
      modifiedAt: ctx.now,
    };
    if (!(await writeView(tx, changed))) throw viewNameTaken(changed.name);
    const { name, screen, shared } = changed;
    const record = { action: "ViewChange", outcome: "success", objectType: "view" } as const;
    await recordAudit(ctx, { ...record, objectId: id, details: { name, screen, shared } }, tx);
  });
}
