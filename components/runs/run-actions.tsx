"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import {
  RUN_ACTION_WORDS,
  RUN_ACTIONS,
  type RunActionName,
} from "@/components/runs/run-action-words";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";

type RunActionsProps = {
  /** What the state and the role of the user permit. Nothing is drawn for an empty list. */
  allowed: readonly RunActionName[];
  /** Names the run: "CLOSE_BOOKS / 02140501". */
  runLabel: string;
  /** Does it; a returned string is the reason why it was not done. */
  onAction: (action: RunActionName) => Promise<string | undefined> | Promise<void>;
  /** Buttons for a page, a menu for a row. */
  layout?: "buttons" | "menu";
};

const DONE: Partial<Record<RunActionName, string>> = {
  hold: "Held",
  release: "Released",
  cancel: "Cancel requested",
  kill: "Kill requested",
  "force-unknown": "Given up",
  restart: "Restart submitted",
  delete: "Deleted",
};

/** The actions that are possible on a run now, with a question before the grave ones. */
export function RunActions({ allowed, runLabel, onAction, layout = "menu" }: RunActionsProps) {
  const [asked, setAsked] = useState<RunActionName>();
  const [busy, setBusy] = useState<RunActionName>();
  const actions = RUN_ACTIONS.filter((action) => allowed.includes(action));

  async function run(action: RunActionName): Promise<string | undefined> {
    setBusy(action);
    const problem = await Promise.resolve(onAction(action)).catch(reasonOf);
    setBusy(undefined);
    const done = DONE[action];
    if (problem === undefined && done !== undefined) toast.success(`${done}: ${runLabel}`);
    return problem ?? undefined;
  }

  async function runUnasked(action: RunActionName) {
    const problem = await run(action);
    if (problem === undefined) return;
    toast.error(`${RUN_ACTION_WORDS[action].label} was not done`, { description: problem });
  }

  function start(action: RunActionName) {
    if (RUN_ACTION_WORDS[action].confirm === undefined) void runUnasked(action);
    else setAsked(action);
  }

  if (actions.length === 0) return null;
  const question = asked && RUN_ACTION_WORDS[asked].confirm;
  return (
    <>
      {layout === "buttons" ? (
        actions.map((action) => (
          <Button key={action} loading={busy === action} onClick={() => start(action)}>
            {RUN_ACTION_WORDS[action].label}
          </Button>
        ))
      ) : (
        <DropdownMenu
          trigger={
            <IconButton
              label={`Actions for ${runLabel}`}
              size="sm"
              loading={busy !== undefined}
              icon={<Ellipsis aria-hidden="true" />}
            />
          }
          groups={[
            {
              items: actions.map((action) => ({
                id: action,
                label: RUN_ACTION_WORDS[action].label,
                danger: RUN_ACTION_WORDS[action].danger ?? false,
                onSelect: () => start(action),
              })),
            },
          ]}
        />
      )}
      {asked !== undefined && question !== undefined && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsked(undefined)}
          title={question.title}
          description={
            <>
              <span className="block font-mono text-ink">{runLabel}</span>
              {question.description}
            </>
          }
          confirmLabel={RUN_ACTION_WORDS[asked].label}
          cancelLabel={question.cancelLabel}
          danger={RUN_ACTION_WORDS[asked].danger ?? false}
          onConfirm={() => run(asked)}
        />
      )}
    </>
  );
}

function reasonOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : "The server gave no reason. Try it again.";
}
