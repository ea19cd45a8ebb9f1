import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { mayChangeView, viewOwnerOf } from "@/lib/domain/run/view-rights";
import type { Context } from "@/lib/services/context";
import type { Queryable } from "@/lib/store/queryable";
import { findView, type SavedView } from "@/lib/store/view-store";

/** The view, if the caller may change it; throws `not_found` for one it cannot see, `forbidden` for another's. */
export async function requireChangeableView(
  { actor, scope }: Pick<Context, "actor" | "scope">,
  id: string,
  db: Queryable,
): Promise<SavedView> {
  const view = isId(id) ? await findView(db, { tenantId: scope.tenantId, id }) : null;
  if (view === null || (!view.shared && view.ownerId !== viewOwnerOf(actor))) {
    throw new AppError("not_found", "There is no such view.");
  }
  if (mayChangeView(actor, view)) return view;
  const message = `Only ${view.ownerName}, who made this view, and administrators can change it. Keep your own copy under another name.`;
  throw new AppError("forbidden", message);
}
