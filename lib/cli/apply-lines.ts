import type { AppliedConfiguration } from "@/lib/domain/configuration/configuration-difference";
import type { FieldChange } from "@/lib/domain/configuration/field-changes";
import { oneLine } from "./format-table";

type Difference = Pick<AppliedConfiguration, "created" | "changed" | "removed">;

const MAX_VALUE_LENGTH = 80;

/** A difference, a line each: + for what is new, ~ for a field that changes, - for what goes. */
export function differenceLines({ created, changed, removed }: Difference): string[] {
  return [
    ...created.map(({ path }) => `+ ${oneLine(path)}`),
    ...changed.flatMap(({ path, fields }) =>
      fields.map((field) => `~ ${oneLine(`${path}.${field.path}`)}: ${changeWords(field)}`),
    ),
    ...removed.map(({ path }) => `- ${oneLine(path)}`),
  ];
}

function changeWords({ from, to }: FieldChange): string {
  return `${valueWords(from)} → ${valueWords(to)}`;
}

function valueWords(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = oneLine(JSON.stringify(value));
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH - 1)}…` : text;
}

/** How much a difference is, e.g. "2 created, 1 changed, 0 removed". */
export function differenceSummary({ created, changed, removed }: Difference): string {
  return `${created.length} created, ${changed.length} changed, ${removed.length} removed`;
}
