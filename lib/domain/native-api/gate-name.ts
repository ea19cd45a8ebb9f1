import { z } from "zod";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";

/** Name of a gate: 1 to 255 characters of one line, without blanks at either end. */
export const gateNameSchema = lineSchema(MAX_NAME_LENGTH)
  .min(1, "must not be empty")
  .refine((name) => name === name.trim(), "must not begin or end with a blank")
  .refine((name) => name !== "." && name !== "..", "must not be '.' or '..'");

const nameSchema = z.object({ name: gateNameSchema });

/** The name of a gate that is to be made or replaced; throws `invalid` for a text that can be none. */
export function checkedGateName(name: string): string {
  return parseInput(nameSchema, { name }).name;
}

/** The name of a gate that is looked for; throws `not_found` for a text that can be none, which no store could look up. */
export function possibleGateName(what: string, name: string): string {
  if (gateNameSchema.safeParse(name).success) return name;
  throw gateNotFound(what, String(name));
}

/** The refusal for a gate that is not there; `what` is its kind in words, e.g. "time window". */
export function gateNotFound(what: string, name: string): AppError {
  return new AppError("not_found", `There is no ${what} '${name.slice(0, 300)}'.`);
}
