"use client";

import { useState } from "react";
import { toast } from "@/components/ui/toast";
import type { ReadyView } from "@/lib/domain/run/ready-views";
import type { SavedViewItem, ViewChangeInput } from "@/lib/domain/run/saved-view";
import { createViewAction, deleteViewAction, updateViewAction } from "../../view-actions";

/** The views a reader has when the page is opened. */
export interface KnownViews {
  ready: readonly ReadyView[];
  saved: readonly SavedViewItem[];
}

type Named = { name: string; shared: boolean };
type Content = { query: string; columns: string[] };

/** The views as they are now, and what can be done to them; each answers what went wrong, or nothing. */
export function useViews(known: KnownViews, activeId: string) {
  const [saved, setSaved] = useState(known.saved);
  const active = saved.find(({ id }) => id === activeId);

  /** Answers the id of the new view. */
  async function create(named: Named, content: Content): Promise<{ id: string } | string> {
    const result = await createViewAction({ ...named, ...content }).catch(() => null);
    if (result === null || !result.ok) return result?.message ?? LOST;
    setSaved(result.value.views);
    return { id: result.value.id };
  }
  async function update(id: string, change: ViewChangeInput): Promise<string | undefined> {
    const result = await updateViewAction(id, change).catch(() => null);
    if (result === null || !result.ok) return result?.message ?? LOST;
    setSaved(result.value);
    return undefined;
  }
  async function remove(id: string): Promise<string | undefined> {
    const result = await deleteViewAction(id).catch(() => null);
    if (result === null || !result.ok) return result?.message ?? LOST;
    setSaved(result.value);
    return undefined;
  }
  return { ready: known.ready, saved, active, create, update, remove };
}

export type Views = ReturnType<typeof useViews>;

const LOST = "The server did not answer. Try it again.";

/** Tells how a change without a dialog of its own went. */
export function tellChange(done: string, problem: string | undefined): void {
  if (problem === undefined) toast.success(done);
  else toast.error("The view was not changed", { description: problem });
}
