"use server";

import type { NewViewInput, SavedViewItem, ViewChangeInput } from "@/lib/domain/run/saved-view";
import { savedViews } from "@/lib/queries/views/list-views";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { createView } from "@/lib/services/views/create-view";
import { deleteView } from "@/lib/services/views/delete-view";
import { updateView } from "@/lib/services/views/update-view";

/** Keeps the list as a view; answers its id and all views there are now. */
export async function createViewAction(
  input: Omit<NewViewInput, "screen">,
): Promise<FormResult<{ id: string; views: SavedViewItem[] }>> {
  const ctx = await pageContext();
  return formResult(async () => {
    const id = await createView(ctx, { ...input, screen: "monitor" });
    return { id, views: await savedViews(ctx, { screen: "monitor" }) };
  });
}

/** Renames, shares or renews a view; answers all views there are now. */
export async function updateViewAction(
  id: string,
  change: ViewChangeInput,
): Promise<FormResult<SavedViewItem[]>> {
  const ctx = await pageContext();
  return formResult(async () => {
    await updateView(ctx, String(id), change);
    return savedViews(ctx, { screen: "monitor" });
  });
}

/** Deletes a view; answers those that are left. */
export async function deleteViewAction(id: string): Promise<FormResult<SavedViewItem[]>> {
  const ctx = await pageContext();
  return formResult(async () => {
    await deleteView(ctx, String(id));
    return savedViews(ctx, { screen: "monitor" });
  });
}
