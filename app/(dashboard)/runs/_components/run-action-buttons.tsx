"use client";

import { useRouter } from "next/navigation";
import type { RunActionName } from "@/components/runs/run-action-words";
import { RunActions } from "@/components/runs/run-actions";
import type { RunListItem } from "@/lib/domain/run/run-item";
import { runLabel } from "../../_lib/run-view";
import { actOnRunsAction, restartRunAction } from "../actions";

const OFFERED: readonly RunActionName[] = [
  "hold",
  "release",
  "cancel",
  "kill",
  "force-unknown",
  "disable",
  "enable",
  "restart",
];

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
  const allowed = OFFERED.filter((action) => run.actions.some((other) => other === action));

  async function act(action: RunActionName): Promise<string | undefined> {
    if (action === "restart") {
      const restarted = await restartRunAction(run.id);
      if (!restarted.ok) return restarted.message;
      router.push(`/runs/${restarted.value}`);
      return undefined;
    }
    const result = await actOnRunsAction({ action, runIds: [run.id] });
    onDone();
    if (!result.ok) return result.message;
    return result.value.refused[0]?.message;
  }

  if (!canOperate) return null;
  return <RunActions allowed={allowed} runLabel={runLabel(run)} onAction={act} layout={layout} />;
}
