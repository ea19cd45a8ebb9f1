"use client";

import type { DefinitionFieldsProps } from "@/components/definitions/definition-fields";
import { GateNameField } from "@/components/definitions/gate-name-field";
import { NEW_RAISE_EVENT } from "@/components/definitions/properties-draft";
import { invalidAt, RowList } from "@/components/definitions/row-list";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { EVENT_STATES } from "@/lib/domain/definition/gate-parts";

const STATES = EVENT_STATES.map((value) => ({ value, label: `on ${value}` }));

/** The events that the states of a run raise. */
export function RaiseEventRows({ draft, change, problems }: DefinitionFieldsProps) {
  return (
    <RowList
      legend="Raises events"
      hint={
        <>
          The comment may hold <code>$&#123;jobid&#125;</code>,{" "}
          <code>$&#123;jobdescription&#125;</code> and <code>$&#123;jobstatus&#125;</code>, or be an
          =expression; with a return code, only that one raises it
        </>
      }
      noun="event"
      field="raiseEvents"
      blank={NEW_RAISE_EVENT}
      rows={draft.raiseEvents}
      onRowsChange={(raiseEvents) => change({ raiseEvents })}
      problems={problems}
      rowClassName="grid grid-cols-2 gap-1.5 sm:grid-cols-[minmax(0,1fr)_9rem_minmax(0,1fr)_6rem]"
    >
      {(row, changeRow, number) => (
        <>
          <GateNameField
            {...invalidAt(problems, `raiseEvents.${number - 1}.event`)}
            kind="event"
            aria-label={`Name of raised event ${number}`}
            value={row.event}
            onValueChange={(event) => changeRow({ event })}
            className="max-sm:col-span-2"
          />
          <Select
            aria-label={`State that raises event ${number}`}
            options={STATES}
            value={row.on}
            onValueChange={(on) => changeRow({ on })}
          />
          <Input
            {...invalidAt(problems, `raiseEvents.${number - 1}.comment`)}
            aria-label={`Comment of raised event ${number}`}
            placeholder="Comment"
            value={row.comment}
            onChange={(event) => changeRow({ comment: event.target.value })}
          />
          <Input
            {...invalidAt(problems, `raiseEvents.${number - 1}.errorCode`)}
            aria-label={`Return code that raises event ${number}`}
            placeholder="any code"
            inputMode="numeric"
            value={row.errorCode}
            onChange={(event) => changeRow({ errorCode: event.target.value })}
          />
        </>
      )}
    </RowList>
  );
}
