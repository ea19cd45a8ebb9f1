import type { z } from "zod";
import { AppError } from "@/lib/domain/errors";
import { parseInput } from "./parse-input";
import { problemSentence } from "./problem-sentence";

/** What is wrong with each field of a form, as a sentence; fields without a problem are absent. */
export type FieldProblems = Readonly<Record<string, string>>;

/**
 * Checks every field of a form by the schema of the service that will receive it, so that all problems are found at
 * once. What concerns several fields together is left to the service.
 */
export function fieldProblems(
  schema: z.ZodObject,
  input: Readonly<Record<string, unknown>>,
): FieldProblems {
  const problems: Record<string, string> = {};
  for (const [field, fieldSchema] of Object.entries(schema.shape)) {
    try {
      parseInput(fieldSchema as z.ZodType, input[field]);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems[field] = problemSentence(error.message);
    }
  }
  return problems;
}
