import type { DefinitionDraft } from "@/components/definitions/definition-draft";
import { inputOfDraft, namedHeaders } from "@/components/definitions/draft-input";
import { definitionInputSchema } from "@/lib/domain/definition/definition-input";
import { definitionPropertiesSchema } from "@/lib/domain/definition/definition-properties";
import { type FieldProblems, fieldProblems } from "@/lib/domain/definition/field-problems";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";
import { AppError } from "@/lib/domain/errors";
import { parseDateInput } from "@/lib/domain/schedule/date-input";

/**
 * Everything that is wrong with the draft but for its chain, by the field it stands at, as in `locks.0.lock`; of a list
 * the first problem.
 */
export function checkDraft(draft: DefinitionDraft): FieldProblems {
  const input = inputOfDraft(draft);
  const { properties: _, ...ofColumns } = fieldProblems(definitionInputSchema, input);
  const problems: Record<string, string> = {
    ...ofColumns,
    ...propertiesProblems(input.properties ?? {}),
  };
  if (draft.kind === "http") Object.assign(problems, endpointProblems(draft, problems));
  const variable = draft.kind === "program" ? firstTwice(variablesOf(draft)) : undefined;
  if (variable !== undefined)
    problems["program.environment"] ??= `The variable "${variable}" is given twice.`;
  const [start, end] = [parseDateInput(draft.startTime), parseDateInput(draft.endTime)];
  if (start.ok && end.ok && end.at < start.at)
    problems.endTime ??= "Must not be before the start time.";
  return problems;
}

function endpointProblems(draft: DefinitionDraft, found: FieldProblems): FieldProblems {
  const problems: Record<string, string> = {};
  const names = namedHeaders(draft).map(({ name }) => name.trim().toLowerCase());
  const twice = firstTwice(names);
  if (twice !== undefined && found.headers === undefined) {
    problems.headers = `The header "${twice}" is given twice.`;
  }
  const isPasswordMissing = draft.passwordChoice === "set" && draft.password === "";
  if (isPasswordMissing && found.password === undefined) problems.password = "Must not be empty.";
  return problems;
}

function propertiesProblems(properties: Readonly<Record<string, unknown>>): FieldProblems {
  const { chain: _, ...fields } = definitionPropertiesSchema.shape;
  const found = Object.entries(fields).flatMap(([field, schema]) => {
    try {
      parseInput(schema, properties[field]);
      return [];
    } catch (problem) {
      if (!(problem instanceof AppError)) throw problem;
      const path = problem.field === undefined ? field : `${field}.${problem.field}`;
      return [[path, problemSentence(problem.message)] as const];
    }
  });
  return Object.fromEntries(found);
}

function variablesOf({ program }: DefinitionDraft): string[] {
  return program.environment.map(({ name }) => name.trim()).filter((name) => name !== "");
}

function firstTwice(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}
