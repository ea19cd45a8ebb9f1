import { z } from "zod";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";
import { QUEUE_CLOSED_REASONS } from "@/lib/domain/gate/queue-closure";
import { gateNameSchema } from "./gate-name";
import { cappedCountSchema, gateDescriptionSchema, gateRunSchema } from "./gate-resources";

/** The queue of definitions that name none. It exists without having been made, and can be configured. */
export const DEFAULT_QUEUE = "Default";
/** The queue of the scheduler's own work; it can be neither changed nor held (run-states-and-chains 4.1). */
export const SYSTEM_QUEUE = "System";
export const BUILT_IN_QUEUES: readonly string[] = [DEFAULT_QUEUE, SYSTEM_QUEUE];

const MAX_SIZE = 1_000_000;
const MAX_SERVERS = 100;

const instant = z.iso.datetime();
const sizeSchema = z.int().min(1).max(MAX_SIZE).nullable();

const queueServersSchema = z
  .array(
    z.strictObject({
      server: lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty").meta({
        description: "Name of a process server",
      }),
      size: sizeSchema.default(null).meta({
        description: "Runs of the queue that server executes at once; null for any number",
      }),
    }),
  )
  .max(MAX_SERVERS)
  .superRefine((servers, context) => {
    const names = servers.map(({ server }) => server);
    for (const [index, name] of names.entries()) {
      if (names.indexOf(name) === index) continue;
      context.addIssue({
        code: "custom",
        path: [index, "server"],
        message: "must not be named more than once",
      });
    }
  });

/** A queue as it is put; the name stands in the address. What is not given takes its default. */
export const putQueueSchema = z.strictObject({
  description: gateDescriptionSchema,
  size: sizeSchema.default(null).meta({
    description: "Runs of the queue that execute at once; null for any number",
  }),
  holdLevel: z.int().min(1).max(100).nullable().default(null).meta({
    description: "Runs with a priority below it do not start",
  }),
  held: z.boolean().optional().meta({
    description: "Held by hand; what is not given stays as it is, a new queue is not held",
  }),
  window: gateNameSchema.nullable().default(null).meta({
    description: "Name of the time window it is open in; null for always",
  }),
  countWaiting: z.boolean().default(false).meta({
    description: "Runs in Waiting count against the size",
  }),
  countConsole: z.boolean().default(true).meta({
    description: "Runs in Console count against the size",
  }),
  servers: queueServersSchema.default([]).meta({
    description: "Process servers that serve it; none named means all of them",
  }),
});
export type PutQueue = z.output<typeof putQueueSchema>;

/** A queue as it is shown. */
export const queueSchema = z.object({
  name: z.string(),
  description: z.string(),
  builtIn: z.boolean(),
  size: z.int().nullable(),
  holdLevel: z.int().nullable(),
  held: z.boolean(),
  heldBy: z.string().nullable(),
  window: z.string().nullable(),
  countWaiting: z.boolean(),
  countConsole: z.boolean(),
  servers: z.array(z.object({ server: z.string(), size: z.int().nullable() })),
  closed: z.boolean().meta({ description: "Nothing in it starts" }),
  closedReason: z.enum(QUEUE_CLOSED_REASONS).nullable(),
  closedSince: instant.nullable(),
  nextWindowChange: instant.nullable(),
  running: cappedCountSchema.meta({
    description: "Runs that count against the size, at most 10,001",
  }),
  waiting: cappedCountSchema,
  updatedAt: instant.nullable(),
});
export type QueueView = z.input<typeof queueSchema>;

/** One queue with the runs that are in it. */
export const queueDetailSchema = queueSchema.extend({
  blocked: cappedCountSchema.meta({
    description: "Runs that the queue itself keeps waiting, at most 10,001",
  }),
  runningRuns: z.array(gateRunSchema).meta({ description: "The first ten" }),
  waitingRuns: z.array(gateRunSchema).meta({
    description: "The first ten of those that the queue itself keeps waiting, next to start first",
  }),
});
export type QueueDetail = z.input<typeof queueDetailSchema>;
