"use client";

import { type FormEvent, useId, useState } from "react";
import { StateChip } from "@/components/runs/state-chip";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RUN_STATES, type RunState, STAGES, stageOf } from "@/lib/domain/run/run-state";
import { isTimeToken } from "../relative-time";
import type { MonitorSelection } from "../search-params";
import { expandStates, STATE_GROUPS, type StateGroup, statesOfGroup } from "../state-group";
import { timeTokenFrom, timeTokenText } from "./time-token-text";

type FilterDialogProps = {
  selection: MonitorSelection;
  onApply: (change: Partial<MonitorSelection>) => void;
  onClose: () => void;
};

const STAGE_WORD = {
  initial: "Initial",
  "pre-running": "Before running",
  running: "Running",
  final: "Ended",
} as const;

/** The selection screen: name, states one by one, definition, from and to. */
export function FilterDialog({ selection, onApply, onClose }: FilterDialogProps) {
  const [name, setName] = useState(selection.name);
  const [definition, setDefinition] = useState(selection.definition);
  const [from, setFrom] = useState(timeTokenText(selection.from));
  const [to, setTo] = useState(timeTokenText(selection.to));
  const [states, setStates] = useState<readonly RunState[]>(() => expandStates(selection.states));
  const formId = useId();
  const problems = { from: timeProblem(from), to: timeProblem(to) };

  function apply(event: FormEvent) {
    event.preventDefault();
    if (problems.from !== undefined || problems.to !== undefined) return;
    onApply({
      name: name.trim(),
      definition: definition.trim(),
      from: timeTokenFrom(from),
      to: timeTokenFrom(to),
      states: foldStates(states),
    });
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Filters"
      description="A run is shown when everything given here fits it."
      size="lg"
      footer={
        <>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button type="submit" form={formId} variant="primary">
            Show the runs
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={apply} className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="Job name" hint="A * stands for any characters">
            {(control) => (
              <Input
                {...control}
                mono
                value={name}
                maxLength={255}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field label="Definition" hint="Its exact name">
            {(control) => (
              <Input
                {...control}
                value={definition}
                maxLength={255}
                onChange={(event) => setDefinition(event.target.value)}
              />
            )}
          </Field>
          <Field
            label="Submitted from"
            hint="UTC as 2025-11-14 14:00, or now-24h"
            error={problems.from}
          >
            {(control) => (
              <Input
                {...control}
                mono
                value={from}
                onChange={(event) => setFrom(event.target.value)}
              />
            )}
          </Field>
          <Field
            label="Submitted before"
            hint="UTC as 2025-11-14 14:00, or now-1h"
            error={problems.to}
          >
            {(control) => (
              <Input {...control} mono value={to} onChange={(event) => setTo(event.target.value)} />
            )}
          </Field>
        </div>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {STAGES.map((stage) => (
            <fieldset key={stage} className="min-w-0">
              <legend className="mb-1 text-xs font-medium text-ink-muted">
                {STAGE_WORD[stage]}
              </legend>
              {RUN_STATES.filter((state) => stageOf(state) === stage).map((state) => (
                <StateCheck
                  key={state}
                  state={state}
                  isOn={states.includes(state)}
                  onToggle={() =>
                    setStates(
                      states.includes(state)
                        ? states.filter((other) => other !== state)
                        : [...states, state],
                    )
                  }
                />
              ))}
            </fieldset>
          ))}
        </div>
      </form>
    </Dialog>
  );
}

function StateCheck(props: { state: RunState; isOn: boolean; onToggle: () => void }) {
  const id = useId();
  return (
    <div className="flex h-7 items-center gap-2 text-sm">
      <Checkbox id={id} checked={props.isOn} onCheckedChange={props.onToggle} />
      <label htmlFor={id} className="flex items-center gap-1.5">
        <StateChip state={props.state} />
        {props.state}
      </label>
    </div>
  );
}

function timeProblem(text: string): string | undefined {
  const token = timeTokenFrom(text);
  if (token === "" || isTimeToken(token)) return undefined;
  return "Write it as 2025-11-14 14:00, or as a distance such as now-24h.";
}

/** States that make up a whole group become the group: the address stays short and the bar shows it. */
function foldStates(states: readonly RunState[]): (StateGroup | RunState)[] {
  const groups = STATE_GROUPS.filter((group) =>
    statesOfGroup(group).every((state) => states.includes(state)),
  );
  const covered = new Set(groups.flatMap(statesOfGroup));
  return [
    ...groups,
    ...RUN_STATES.filter((state) => states.includes(state) && !covered.has(state)),
  ];
}
