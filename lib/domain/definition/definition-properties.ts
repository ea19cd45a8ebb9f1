import { z } from "zod";
import { chainDefinitionSchema } from "@/lib/domain/chain/chain-definition";
import { parametersSchema } from "@/lib/domain/chain/parameter-definition";
import { returnCodesSchema } from "@/lib/domain/run/return-codes";
import {
  locksSchema,
  OVERDUE_ACTIONS,
  objectNameSchema,
  raiseEventsSchema,
  restartSchema,
  runtimeLimitSchema,
  secondsSchema,
  waitEventsSchema,
} from "./gate-parts";
import { programPartSchema, waitPartSchema } from "./kind-parts";

/** What all kinds of definitions have beyond their columns (native-api, "Definition, parts common to all kinds"). */
export const commonPropertiesSchema = z.strictObject({
  parameters: parametersSchema.default([]),
  locks: locksSchema.default([]),
  waitEvents: waitEventsSchema.default([]),
  raiseEvents: raiseEventsSchema.default([]),
  /** A run starts only while this window is open. */
  timeWindow: objectNameSchema.nullable().default(null),
  whenOverdue: z.enum(OVERDUE_ACTIONS).default("Scheduled"),
  /** A window that closes sooner than this counts as closed. */
  minimumOpenSeconds: secondsSchema.nullable().default(null),
  restart: restartSchema.nullable().default(null),
  runtimeLimit: runtimeLimitSchema.nullable().default(null),
  /** Return codes that mean Completed; null: 0 alone. */
  returnCodes: returnCodesSchema.nullable().default(null),
  jobClass: z.enum(["A", "B", "C"]).default("C"),
  calendar: objectNameSchema.nullable().default(null),
  /** What becomes of a planned start on a holiday: it stays, falls away, or moves to a workday (background-jobs A6). */
  holidayRule: z.enum(["ALWAYS", "SKIP", "BEFORE", "AFTER"]).default("ALWAYS"),
});

/** Everything that stands in the column `definition.properties`: the common parts, and the part of its kind. */
export const definitionPropertiesSchema = commonPropertiesSchema.extend({
  program: programPartSchema.nullable().default(null),
  wait: waitPartSchema.nullable().default(null),
  chain: chainDefinitionSchema.nullable().default(null),
});

export type DefinitionProperties = z.output<typeof definitionPropertiesSchema>;
export type DefinitionPropertiesInput = z.input<typeof definitionPropertiesSchema>;
export type DefinitionLock = DefinitionProperties["locks"][number];
export type WaitEvent = DefinitionProperties["waitEvents"][number];
export type RaiseEvent = DefinitionProperties["raiseEvents"][number];
export type RestartBehaviour = NonNullable<DefinitionProperties["restart"]>;
export type RuntimeLimit = NonNullable<DefinitionProperties["runtimeLimit"]>;

/** The properties of a definition that has none of its own. */
export const NO_PROPERTIES: DefinitionProperties = definitionPropertiesSchema.parse({});
