"use client";

import type { DefinitionFieldsProps } from "@/components/definitions/definition-fields";
import { NEW_PARAMETER, type ParameterRow } from "@/components/definitions/properties-draft";
import { invalidAt, RowList } from "@/components/definitions/row-list";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { PARAMETER_TYPES } from "@/lib/domain/chain/parameter-type";
import type { DefinitionKind } from "@/lib/domain/definition/definition";

const DIRECTIONS = [
  { value: "in", label: "in", description: "Given at submission" },
  { value: "out", label: "out", description: "Filled by the run" },
  { value: "inout", label: "inout", description: "Given, and may be changed by the run" },
] as const;

const TYPES = PARAMETER_TYPES.map((value) => ({ value, label: value }));

const COLUMNS =
  "grid grid-cols-2 gap-1.5 sm:grid-cols-[minmax(0,3fr)_6.5rem_7rem_minmax(0,3fr)_6rem] sm:items-center";

const MEANING: Record<DefinitionKind, string> = {
  http: 'They travel as the query of GET and DELETE, as the JSON body of POST and PUT; the answer { "out": { name: value } } fills the out parameters.',
  program: "What a submission of it takes.",
  wait: "What a submission of it takes.",
  chain: "What a submission of the chain takes; its calls read them as Chain.name.",
  command: "What a submission of it takes.",
  system: "What a submission of it takes.",
};

/** The parameters a definition declares, in the order in which they are resolved. */
export function ParameterRows({ draft, change, problems }: DefinitionFieldsProps) {
  return (
    <RowList
      legend="Declared parameters"
      hint={`${MEANING[draft.kind]} Without any declared, everything is passed on as it is given. A default may be an =expression.`}
      noun="parameter"
      field="parameters"
      blank={NEW_PARAMETER}
      rows={draft.parameters}
      onRowsChange={(parameters) => change({ parameters })}
      problems={problems}
      rowClassName={COLUMNS}
      head={<Heads />}
    >
      {(row, changeRow, number) => (
        <>
          <Input
            {...invalidAt(problems, `parameters.${number - 1}.name`)}
            mono
            aria-label={`Name of parameter ${number}`}
            placeholder="Name"
            value={row.name}
            spellCheck={false}
            onChange={(event) => changeRow({ name: event.target.value })}
            className="max-sm:col-span-2"
          />
          <Select
            aria-label={`Direction of parameter ${number}`}
            options={DIRECTIONS}
            value={row.direction}
            onValueChange={(direction) => changeRow(withDirection(row, direction))}
          />
          <Select
            aria-label={`Type of parameter ${number}`}
            options={TYPES}
            value={row.type}
            onValueChange={(type) => changeRow({ type })}
          />
          <Input
            {...invalidAt(problems, `parameters.${number - 1}.default`)}
            mono
            aria-label={`Default of parameter ${number}`}
            placeholder={row.direction === "out" ? "filled by the run" : "no default"}
            disabled={row.direction === "out"}
            value={row.default}
            spellCheck={false}
            onChange={(event) => changeRow({ default: event.target.value })}
            className="max-sm:col-span-2"
          />
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the check box inside is the control. */}
          <label className="flex min-h-8 items-center gap-2 text-sm">
            <Checkbox
              checked={row.required}
              disabled={row.direction === "out"}
              onCheckedChange={(next) => changeRow({ required: next === true })}
            />
            required<span className="sr-only">: parameter {number}</span>
          </label>
        </>
      )}
    </RowList>
  );
}

/** What the run fills has neither a default nor to be given. */
function withDirection(
  row: ParameterRow,
  direction: ParameterRow["direction"],
): Partial<ParameterRow> {
  return direction === "out"
    ? { direction, required: false, default: "" }
    : { direction, default: row.default };
}

function Heads() {
  return (
    <div aria-hidden="true" className="mr-9.5 hidden sm:block">
      <div className={`${COLUMNS} text-xs text-ink-muted`}>
        <span>Name</span>
        <span>Direction</span>
        <span>Type</span>
        <span>Default</span>
      </div>
    </div>
  );
}
