"use client";

import type { DefinitionFieldsProps } from "@/components/definitions/definition-fields";
import { RESTART_WORDS, restartActionsOf } from "@/components/definitions/restart-words";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { RESTART_STATES } from "@/lib/domain/definition/gate-parts";

/** What follows each end of a run. */
export function RestartFields({ draft, change, problems }: DefinitionFieldsProps) {
  const { restart, kind } = draft;
  const patch = (part: Partial<typeof restart>) => change({ restart: { ...restart, ...part } });
  const restarts = Object.values(restart.on).some((action) => action.startsWith("Restart"));
  const options = restartActionsOf(kind).map((value) => ({ value, ...RESTART_WORDS[value] }));
  return (
    <>
      <fieldset className="col-span-full grid gap-1.5">
        <legend className="mb-1 text-sm font-medium">After a run has ended</legend>
        {RESTART_STATES.map((state) => (
          <div key={state} className="grid grid-cols-[8rem_minmax(0,20rem)] items-center gap-2">
            <RunStateBadge state={state} size="sm" />
            <Select
              aria-label={`After ${state}`}
              options={options}
              value={restart.on[state]}
              onValueChange={(action) => patch({ on: { ...restart.on, [state]: action } })}
            />
          </div>
        ))}
      </fieldset>
      <Field
        label="Most starts, the first included"
        error={problems["restart.maxStarts"]}
        hint={
          restarts && restart.maxStarts.trim() === "1"
            ? "With 1 nothing is ever run again: raise it to 2 or more"
            : "1 to 100; only starts by itself count, those by operators do not"
        }
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={restart.maxStarts}
            onChange={(event) => patch({ maxStarts: event.target.value })}
            className="w-40"
          />
        )}
      </Field>
      <Field
        label="Seconds before a restart"
        error={problems["restart.delaySeconds"]}
        hint="0: at once"
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={restart.delaySeconds}
            onChange={(event) => patch({ delaySeconds: event.target.value })}
            className="w-40"
          />
        )}
      </Field>
    </>
  );
}
