"use client";

import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import type { RunActionName } from "@/components/runs/run-action-words";
import { RunActions } from "@/components/runs/run-actions";
import { Button } from "@/components/ui/button";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { runLabel } from "../../_lib/run-view";
import { actOnRunsAction, deleteRunAction, restartRunAction } from "../actions";
import { EditRunDialog } from "./edit-run-dialog";
import { RestartChainDialog } from "./restart-chain-dialog";

type RunActionButtonsProps = {
  run: RunListItem;
  canOperate: boolean;
  onDone: () => void;
  layout?: "buttons" | "menu";
};

/** What the state of the run and the role of the user permit; a restart leads to the new run. */
export function RunActionButtons({
  run,
  canOperate,
  onDone,
  layout = "buttons",
}: RunActionButtonsProps) {
  const router = useRouter();
  const isOwnPage = usePathname() === `/runs/${run.id}`;
  const [dialog, setDialog] = useState<"edit" | "restart">();
  const asksWhere = run.role === "chain" && layout === "buttons";
  const allowed = run.actions.filter((action) => {
    // What a run asks stands on its own page, and a run is deleted where nothing else is shown.
    if (action === "reply") return !isOwnPage;
    if (action === "delete") return isOwnPage;
    return action !== "restart" || !asksWhere;
  });

  async function act(action: RunActionName): Promise<string | undefined> {
    switch (action) {
      case "edit":
        setDialog("edit");
        return undefined;
      case "reply":
        router.push(`/runs/${run.id}`);
        return undefined;
      case "restart":
        return leadTo(await restartRunAction(run.id), (id) => `/runs/${id}`);
      case "delete":
        return leadTo(await deleteRunAction(run.id), () => "/monitor");
      default: {
        const result = await actOnRunsAction({ action, runIds: [run.id] });
        onDone();
        return result.ok ? result.value.refused[0]?.message : result.message;
      }
    }
  }

  function leadTo<T>(
    result: { ok: true; value: T } | { ok: false; message: string },
    hrefOf: (value: T) => string,
  ): string | undefined {
    if (!result.ok) return result.message;
    router.push(hrefOf(result.value));
    return undefined;
  }

  if (!canOperate) return null;
  const label = runLabel(run);
  const close = () => setDialog(undefined);
  return (
    <>
      <RunActions allowed={allowed} runLabel={label} onAction={act} layout={layout} />
      {asksWhere && run.actions.includes("restart") && (
        <Button onClick={() => setDialog("restart")}>Restart…</Button>
      )}
      {dialog === "edit" && (
        <EditRunDialog runId={run.id} runLabel={label} onClose={close} onDone={onDone} />
      )}
      {dialog === "restart" && (
        <RestartChainDialog runId={run.id} runLabel={label} onClose={close} />
      )}
    </>
  );
}
