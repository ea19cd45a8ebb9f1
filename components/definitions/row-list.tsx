"use client";

import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import type { FieldProblems } from "@/lib/domain/definition/field-problems";
import { cn } from "@/lib/format/cn";

type RowListProps<Row> = {
  legend: string;
  hint?: ReactNode;
  rows: readonly Row[];
  onRowsChange: (rows: Row[]) => void;
  /** What a new row starts from. */
  blank: Row;
  /** One of them in words: "lock". */
  noun: string;
  /** Where problems of the rows stand, as in `locks.0.lock`. */
  field: string;
  problems: FieldProblems;
  /** Of the rows as a whole. */
  error?: string | undefined;
  rowClassName?: string;
  /** Above the rows, for their columns. */
  head?: ReactNode;
  /** The controls of a row; a control without a visible label is named with its number. */
  children: (row: Row, change: (patch: Partial<Row>) => void, number: number) => ReactNode;
};

/** Rows of the same kind that can be added and removed. */
export function RowList<Row extends object>(props: RowListProps<Row>) {
  const { legend, hint, rows, onRowsChange, blank, noun, field, problems } = props;
  const article = /^[aeiou]/.test(noun) ? "an" : "a";
  return (
    <fieldset className="col-span-full grid min-w-0 gap-1.5">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {hint !== undefined && <div className="-mt-1 mb-0.5 text-xs text-ink-muted">{hint}</div>}
      {rows.length > 0 && props.head}
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own and keep their order.
        <div key={index} className="grid gap-1 max-sm:border-b max-sm:border-line max-sm:pb-2">
          <div className="flex items-start gap-1.5">
            <div className={cn("min-w-0 flex-1", props.rowClassName)}>
              {props.children(
                row,
                (patch) =>
                  onRowsChange(rows.map((old, at) => (at === index ? { ...old, ...patch } : old))),
                index + 1,
              )}
            </div>
            <IconButton
              label={`Remove ${noun} ${index + 1}`}
              icon={<X aria-hidden="true" />}
              onClick={() => onRowsChange(rows.filter((_, at) => at !== index))}
            />
          </div>
          <FieldError error={problemOfRow(problems, `${field}.${index}`)} />
        </div>
      ))}
      <Button
        size="sm"
        className="justify-self-start"
        onClick={() => onRowsChange([...rows, { ...blank }])}
      >
        <Plus aria-hidden="true" />
        Add {article} {noun}
      </Button>
      <FieldError error={props.error ?? problems[field]} />
    </fieldset>
  );
}

/** The first problem of a row, with the field where the row has several. */
function problemOfRow(problems: FieldProblems, path: string): string | undefined {
  const found = Object.entries(problems).find(
    ([field]) => field === path || field.startsWith(`${path}.`),
  );
  if (found === undefined) return undefined;
  const [at, problem] = found;
  const name = at.slice(path.length + 1);
  return name === "" ? problem : `${name}: ${problem}`;
}

/** Marks the control of a row whose field has a problem. */
export function invalidAt(problems: FieldProblems, path: string): { "aria-invalid"?: true } {
  return problems[path] === undefined ? {} : { "aria-invalid": true };
}
