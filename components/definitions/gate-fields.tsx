"use client";

import type { DefinitionFieldsProps } from "@/components/definitions/definition-fields";
import { GateNameField } from "@/components/definitions/gate-name-field";
import { NEW_LOCK, NEW_WAIT_EVENT } from "@/components/definitions/properties-draft";
import { invalidAt, RowList } from "@/components/definitions/row-list";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

const MODES = [
  { value: "exclusive", label: "exclusive", description: "Alone" },
  { value: "shared", label: "shared", description: "Together with other shared holders" },
] as const;

const AUTO_SUBMIT = [
  { value: "Never", label: "starts nothing", description: "Raising it only lets runs go on" },
  { value: "Always", label: "starts a run", description: "Raising it submits a run each time" },
  {
    value: "OnlyOne",
    label: "starts one run",
    description: "Raising it submits a run unless one is waiting",
  },
] as const;

/** The locks a run holds while it runs. */
export function LockRows({ draft, change, problems }: DefinitionFieldsProps) {
  return (
    <RowList
      legend="Locks"
      hint="Held from the start of a run to its end, all of them or none"
      noun="lock"
      field="locks"
      blank={NEW_LOCK}
      rows={draft.locks}
      onRowsChange={(locks) => change({ locks })}
      problems={problems}
      rowClassName="grid grid-cols-2 gap-1.5 sm:grid-cols-[minmax(0,1fr)_9rem_7rem]"
    >
      {(row, changeRow, number) => (
        <>
          <GateNameField
            {...invalidAt(problems, `locks.${number - 1}.lock`)}
            kind="lock"
            aria-label={`Name of lock ${number}`}
            value={row.lock}
            onValueChange={(lock) => changeRow({ lock })}
            className="max-sm:col-span-2"
          />
          <Select
            aria-label={`Mode of lock ${number}`}
            options={MODES}
            value={row.mode}
            onValueChange={(mode) => changeRow({ mode })}
          />
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the input inside is the control. */}
          <label className="flex items-center gap-2 text-sm">
            <Input
              {...invalidAt(problems, `locks.${number - 1}.units`)}
              aria-label={`Units of lock ${number}`}
              inputMode="numeric"
              value={row.units}
              onChange={(event) => changeRow({ units: event.target.value })}
              className="w-16"
            />
            units
          </label>
        </>
      )}
    </RowList>
  );
}

/** The events a run waits for before it starts. */
export function WaitEventRows({ draft, change, problems }: DefinitionFieldsProps) {
  return (
    <RowList
      legend="Waits for events"
      hint="A run goes on once all of them are raised"
      noun="event"
      field="waitEvents"
      blank={NEW_WAIT_EVENT}
      rows={draft.waitEvents}
      onRowsChange={(waitEvents) => change({ waitEvents })}
      problems={problems}
      rowClassName="grid grid-cols-2 gap-1.5 sm:grid-cols-[minmax(0,1fr)_10.5rem_7rem]"
    >
      {(row, changeRow, number) => (
        <>
          <GateNameField
            {...invalidAt(problems, `waitEvents.${number - 1}.event`)}
            kind="event"
            aria-label={`Name of awaited event ${number}`}
            value={row.event}
            onValueChange={(event) => changeRow({ event })}
            className="max-sm:col-span-2"
          />
          <Select
            aria-label={`What raising event ${number} starts`}
            options={AUTO_SUBMIT}
            value={row.autoSubmit}
            onValueChange={(autoSubmit) => changeRow({ autoSubmit })}
          />
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the check box inside is the control. */}
          <label className="flex min-h-8 items-center gap-2 text-sm">
            <Checkbox
              checked={row.clear}
              onCheckedChange={(next) => changeRow({ clear: next === true })}
            />
            clears it<span className="sr-only">: event {number}</span>
          </label>
        </>
      )}
    </RowList>
  );
}
