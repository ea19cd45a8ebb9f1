import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { type ReadyView, readyViews } from "@/lib/domain/run/ready-views";
import type { SavedViewItem, ViewScreen } from "@/lib/domain/run/saved-view";
import { mayChangeView, viewOwnerOf } from "@/lib/domain/run/view-rights";
import { authorise, type Context } from "@/lib/services/context";
import { findView, listViews, type SavedView } from "@/lib/store/view-store";

/** The caller's views, and those shared in its tenant, of one screen or of all; own ones first, by name. */
export async function savedViews(
  ctx: Context,
  { screen = null }: { screen?: ViewScreen | null | undefined } = {},
): Promise<SavedViewItem[]> {
  authorise(ctx, "jobs.read");
  const { tenantId } = ctx.scope;
  const views = await listViews(ctx.db.pool, { tenantId, ownerId: viewOwnerOf(ctx.actor), screen });
  return views.map((view) => itemFrom(ctx, view));
}

/** One view the caller may see; throws `not_found`. */
export async function getView(ctx: Context, id: string): Promise<SavedViewItem> {
  authorise(ctx, "jobs.read");
  const view = isId(id) ? await findView(ctx.db.pool, { tenantId: ctx.scope.tenantId, id }) : null;
  if (view === null || (!view.shared && view.ownerId !== viewOwnerOf(ctx.actor))) {
    throw new AppError("not_found", "There is no such view.");
  }
  return itemFrom(ctx, view);
}

/** The views that come with the product, as they are for the caller. */
export function readyViewsFor(ctx: Pick<Context, "actor">): ReadyView[] {
  return readyViews(ctx.actor.name);
}

function itemFrom({ actor }: Pick<Context, "actor">, view: SavedView): SavedViewItem {
  const { id, name, screen, query, columns, shared, ownerName } = view;
  return {
    ...{ id, name, screen, query, columns, shared, owner: ownerName },
    isOwn: view.ownerId === viewOwnerOf(actor),
    canChange: mayChangeView(actor, view),
    createdAt: view.createdAt.toISOString(),
    modifiedAt: view.modifiedAt.toISOString(),
  };
}
