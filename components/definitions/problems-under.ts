import type { FieldProblems } from "@/lib/domain/definition/field-problems";

/** The first problem at a field or at a part of it. */
export function firstProblemUnder(problems: FieldProblems, field: string): string | undefined {
  return Object.entries(problems).find(([at]) => at === field || at.startsWith(`${field}.`))?.[1];
}

/** Whether a field, or a part of it, is among these: for showing what is folded away. */
export function hasProblemUnder(problems: FieldProblems, fields: readonly string[]): boolean {
  return fields.some((field) => firstProblemUnder(problems, field) !== undefined);
}
