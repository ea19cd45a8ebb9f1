import { z } from "zod";
import { cappedCountSchema, gateDescriptionSchema, gateRunSchema } from "./gate-resources";

/** Kinds of locks (run-states-and-chains 4.4): one holder; up to so many units; one exclusive or any number of shared holders. */
export const LOCK_TYPES = ["simple", "counted", "shared"] as const;
export type LockType = (typeof LOCK_TYPES)[number];

const MAX_UNITS = 1_000_000;

/** A lock as it is put; the name stands in the address. */
export const putLockSchema = z
  .strictObject({
    description: gateDescriptionSchema,
    type: z.enum(LOCK_TYPES).default("simple"),
    size: z.int().min(1).max(MAX_UNITS).default(1).meta({
      description: "Units of a counted lock that are held at once; 1 for the other types",
    }),
  })
  .refine(({ type, size }) => type === "counted" || size === 1, {
    path: ["size"],
    error: "must be 1, because only a counted lock has more units",
  });

/** A lock as it is shown. */
export const lockSchema = z.object({
  name: z.string(),
  description: z.string(),
  type: z.enum(LOCK_TYPES),
  size: z.int(),
  held: z.int().meta({ description: "Units that are held" }),
  holderCount: z.int(),
  waiting: cappedCountSchema,
  updatedAt: z.iso.datetime(),
});
export type LockView = z.input<typeof lockSchema>;

/** A run that holds a lock. */
export const lockHolderSchema = gateRunSchema.extend({
  mode: z.string(),
  units: z.int(),
  since: z.iso.datetime(),
});

/** One lock with who holds it and who waits. */
export const lockDetailSchema = lockSchema.extend({
  holders: z.array(lockHolderSchema).meta({ description: "At most 100, longest holding first" }),
  waitingRuns: z.array(gateRunSchema).meta({ description: "The first ten, next to start first" }),
});
export type LockDetail = z.input<typeof lockDetailSchema>;
