import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { MAX_VIEWS, type NewViewInput, newViewSchema } from "@/lib/domain/run/saved-view";
import { viewOwnerOf } from "@/lib/domain/run/view-rights";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { authorise, type Context } from "@/lib/services/context";
import { inTransaction } from "@/lib/store/queryable";
import { countViewsOf, type SavedView, writeView } from "@/lib/store/view-store";

/** Keeps a view of the caller; throws `conflict` when it has one of that name for the screen. Answers its id. */
export async function createView(ctx: Context, input: NewViewInput): Promise<string> {
  authorise(ctx, "jobs.read");
  const parsed = parseInput(newViewSchema, input);
  const owner = { tenantId: ctx.scope.tenantId, ownerId: viewOwnerOf(ctx.actor) };
  const view: SavedView = {
    ...{ ...parsed, ...owner, ownerName: ctx.actor.name, id: ctx.newId(ctx.now) },
    ...{ createdAt: ctx.now, modifiedAt: ctx.now },
  };
  if ((await countViewsOf(ctx.db.pool, owner)) >= MAX_VIEWS) {
    throw new AppError("limit", `At most ${MAX_VIEWS} views can be kept: delete one first.`);
  }
  const { name, screen, shared } = view;
  await inTransaction(ctx.db.pool, async (tx) => {
    if (!(await writeView(tx, view))) throw viewNameTaken(name);
    const record = { action: "ViewCreation", outcome: "success", objectType: "view" } as const;
    await recordAudit(ctx, { ...record, objectId: view.id, details: { name, screen, shared } }, tx);
  });
  return view.id;
}

/** The refusal of a name the owner has given already. */
export function viewNameTaken(name: string): AppError {
  return new AppError("conflict", `Another view of this screen is named '${name}' already.`, {
    field: "name",
  });
}
