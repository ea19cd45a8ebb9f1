import { z } from "zod";
import type { RestartPoint } from "@/lib/domain/chain/restart-plan";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";

/** Where an ended run is restarted (run-states-and-chains 8.2 rule 12). */
export const RESTART_MODES = ["all", "failed", "step", "call"] as const;
export type RestartMode = (typeof RESTART_MODES)[number];

const nameSchema = lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty");

/** The parts of a restart as a request names them. */
export const restartFields = {
  mode: z.enum(RESTART_MODES).optional().meta({
    description:
      "Of a restart: the whole run, or of a chain from the first step that failed, from a step, or one call of it",
  }),
  step: nameSchema
    .optional()
    .meta({ description: "Name of the step, for the modes step and call" }),
  call: nameSchema.optional().meta({ description: "Name of the call, for the mode call" }),
  version: z.enum(["current", "master"]).optional().meta({
    description:
      "Of a restarted chain: as it was submitted, the usual one, or its latest definition",
  }),
};

/** A restart: what of it, and with which version of a chain. */
export interface RestartInput {
  point: RestartPoint;
  /** The chain as the ended run had it, or its latest definition; a run that is no chain has only the latest. */
  version: "current" | "master";
}

/** A restart as it is asked for. */
export const restartInputSchema = z
  .strictObject(restartFields)
  .transform((given, context): RestartInput => {
    const { mode = "all", step, call, version = "current" } = given;
    const problem = (path: "step" | "call", message: string) => {
      context.addIssue({ code: "custom", path: [path], message });
      return z.NEVER;
    };
    const hasStep = mode === "step" || mode === "call";
    if (step !== undefined && !hasStep)
      return problem("step", "belongs to the modes step and call");
    if (call !== undefined && mode !== "call") return problem("call", "belongs to the mode call");
    if (mode === "all" || mode === "failed") return { point: { mode }, version };
    if (step === undefined) return problem("step", `is required for the mode ${mode}`);
    if (mode === "step") return { point: { mode, step }, version };
    if (call === undefined) return problem("call", "is required for the mode call");
    return { point: { mode, step, call }, version };
  });
