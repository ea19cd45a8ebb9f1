import { z } from "zod";
import { lineSchema, textSchema } from "./definition-fields";

/** Kinds of definitions that can be made; a definition has the part of the same name. */
export const WRITABLE_KINDS = ["http", "program", "wait", "chain"] as const;

/** Kind of a definition that is made; says of `command` that it is still to come. */
export const writableKindSchema = z.enum(WRITABLE_KINDS, {
  error: ({ input }) => {
    if (input === undefined) return "is required";
    const known = `must be one of ${WRITABLE_KINDS.join(", ")}`;
    return input === "command" ? `${known}; commands cannot be run so far` : known;
  },
});

/** Longest wait of a wait definition, seven days in seconds. */
export const MAX_WAIT_SECONDS = 604_800;
const MAX_PATH_LENGTH = 4096;
const MAX_ARGUMENTS = 200;
const MAX_ARGUMENT_LENGTH = 8192;
const MAX_VARIABLES = 200;
const MAX_VARIABLE_LENGTH = 8192;

const pathSchema = lineSchema(MAX_PATH_LENGTH).min(1, "must not be empty");

const environmentSchema = z
  .record(z.string(), textSchema(MAX_VARIABLE_LENGTH))
  .superRefine((environment, context) => {
    const names = Object.keys(environment);
    if (names.length > MAX_VARIABLES) {
      const message = `must be at most ${MAX_VARIABLES} entries long`;
      context.addIssue({ code: "custom", message });
    }
    for (const name of names.filter((candidate) => !/^[A-Za-z_]\w{0,254}$/.test(candidate))) {
      const message = "is not the name of a variable: letters, digits and _, no digit in front";
      context.addIssue({ code: "custom", path: [name], message });
    }
  });

/** A program on the process server's host. */
export const programPartSchema = z.strictObject({
  program: pathSchema,
  /** One by one, as the program receives them; no shell reads them. */
  arguments: z.array(textSchema(MAX_ARGUMENT_LENGTH)).max(MAX_ARGUMENTS).default([]),
  /** Named set of values the program is started with. */
  variant: lineSchema(255).nullable().default(null),
  environment: environmentSchema.default({}),
  workingDirectory: pathSchema.nullable().default(null),
});

/** A pause that occupies nothing but its gates. */
export const waitPartSchema = z.strictObject({ seconds: z.int().min(0).max(MAX_WAIT_SECONDS) });
