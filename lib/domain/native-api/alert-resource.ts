import { z } from "zod";
import { CHANNEL_KINDS } from "@/lib/domain/alert/alert-channel";
import { ALERT_EVENTS, ALERT_STATES, DELIVERY_STATES } from "@/lib/domain/alert/alert-event";
import { putAlertRuleSchema } from "@/lib/domain/alert/alert-rule";
import { gateNameSchema } from "./gate-name";
import { cursorSchema, idSchema, limitSchema } from "./query-fields";

const instant = z.iso.datetime();
const MAX_MUTE_MINUTES = 43_200;

/** A rule as it is shown: what was put, and what it does in words. */
export const alertRuleSchema = putAlertRuleSchema.safeExtend({
  name: z.string(),
  sentence: z.string().meta({ description: "What the rule does, in words" }),
  updatedAt: instant,
});
export type AlertRuleView = z.output<typeof alertRuleSchema>;

/** A channel as it is shown; of secrets only whether there is one. */
export const alertChannelSchema = z.object({
  name: z.string(),
  description: z.string(),
  kind: z.enum(CHANNEL_KINDS),
  active: z.boolean(),
  usedByJobs: z.boolean(),
  to: z.array(z.string()),
  url: z
    .string()
    .nullable()
    .meta({ description: "Null for e-mail, and for slack, where it is secret" }),
  hasSecret: z.boolean(),
  updatedAt: instant,
});
export type AlertChannelView = z.output<typeof alertChannelSchema>;

/** Query of the list of alerts. */
export const alertListQuerySchema = z.strictObject({
  state: z
    .enum([...ALERT_STATES, "all"])
    .optional()
    .meta({
      description: "Open and muted ones when left out",
    }),
  limit: limitSchema,
  cursor: cursorSchema.optional(),
});
export type AlertListQuery = Partial<z.output<typeof alertListQuerySchema>>;

/** A raised alert as it is shown. */
export const alertSchema = z.object({
  id: z.string(),
  rule: z.string().meta({ description: "Empty for the alert settings of the definition" }),
  event: z.enum(ALERT_EVENTS),
  state: z.enum(ALERT_STATES),
  message: z.string(),
  definition: z.string(),
  jobName: z.string(),
  queue: z.string(),
  run: z.string().nullable().meta({ description: "Id of the latest run it is about" }),
  jobCount: z.string().nullable(),
  count: z.int(),
  firstAt: instant,
  lastAt: instant,
  notifiedAt: instant.nullable(),
  mutedUntil: instant.nullable(),
  mutedBy: z.string().nullable(),
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  recoveredAt: instant.nullable(),
});
export type AlertView = z.output<typeof alertSchema>;

/** What may be done to an alert: it was seen, it is not told for a while, it is over. */
export const ALERT_ACTIONS = ["acknowledge", "mute", "close"] as const;
export type AlertAction = (typeof ALERT_ACTIONS)[number];

/** Body of an action on an alert. */
export const alertActionSchema = z.strictObject({
  minutes: z.int().min(1).max(MAX_MUTE_MINUTES).default(60).meta({
    description: "For how long it is muted; counts for the action mute only",
  }),
});

/** Query of the list of messages that were sent. */
export const deliveryListQuerySchema = z.strictObject({
  state: z.enum(DELIVERY_STATES).optional(),
  channel: gateNameSchema.optional(),
  alert: idSchema.optional(),
  limit: limitSchema,
  cursor: cursorSchema.optional(),
});
export type DeliveryListQuery = Partial<z.output<typeof deliveryListQuerySchema>>;

/** One message on one channel as it is shown. */
export const deliverySchema = z.object({
  id: z.string(),
  alert: z.string().nullable().meta({ description: "Null for a test of the channel" }),
  channel: z.string(),
  event: z.enum([...ALERT_EVENTS, "TEST"]),
  message: z.string(),
  run: z.string().nullable(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  nextAttemptAt: instant.nullable(),
  statusCode: z.int().nullable(),
  answer: z.string().nullable().meta({ description: "Beginning of the answer" }),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type DeliveryView = z.output<typeof deliverySchema>;

/** What a test message came to. */
export const testResultSchema = z.object({
  ok: z.boolean(),
  statusCode: z.int().nullable(),
  answer: z.string(),
});
