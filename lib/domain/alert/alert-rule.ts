import { z } from "zod";
import { descriptionSchema, lineSchema } from "@/lib/domain/definition/definition-fields";
import { gateNameSchema } from "@/lib/domain/native-api/gate-name";
import { ALERT_EVENTS, type AlertEvent } from "./alert-event";
import { MAX_LOG_PATTERN, parseLogPattern } from "./log-pattern";

const MAX_PATTERN = 255;
const MAX_MINUTES = 43_200;
const MAX_MUTES = 20;
const MAX_CHANNELS = 20;

const pattern = lineSchema(MAX_PATTERN).min(1, "must not be empty").default("*");
const minutes = z.int().min(1).max(MAX_MINUTES).nullable().default(null);

const logPattern = z
  .string()
  .max(MAX_LOG_PATTERN)
  .min(1, "must not be empty")
  .superRefine((text, context) => {
    const parsed = parseLogPattern(text);
    if (!parsed.ok) context.addIssue({ code: "custom", message: parsed.reason });
  });

/** What the places of a dedupe key stand for. */
export const DEDUPE_PLACES = ["event", "definition", "jobName", "queue", "run"] as const;

const dedupeKey = lineSchema(MAX_PATTERN)
  .min(1, "must not be empty")
  .refine(
    (text) =>
      [...text.matchAll(/\{(\w*)\}/g)].every(([, place]) => DEDUPE_PLACES.some((p) => p === place)),
    `may name only ${DEDUPE_PLACES.map((place) => `{${place}}`).join(", ")}`,
  )
  .default("{event}:{definition}");

const muteSchema = z
  .strictObject({
    from: z.iso.datetime({ error: "must be an instant such as 2026-12-24T18:00:00Z" }),
    to: z.iso.datetime({ error: "must be an instant such as 2026-12-24T18:00:00Z" }),
    reason: lineSchema(MAX_PATTERN).default(""),
  })
  .refine(({ from, to }) => new Date(from) < new Date(to), {
    path: ["to"],
    message: "must lie after 'from'",
  });

/** The figure an event cannot do without, and what is said when it is missing. */
const NEEDED = [
  ["NOT_STARTED_BY", "notStartedMinutes", "is needed for the event NOT_STARTED_BY"],
  ["START_DELAY", "startDelayMinutes", "is needed for the event START_DELAY"],
  ["PARALLEL_RUNS", "parallelRuns", "is needed for the event PARALLEL_RUNS"],
  ["LOG_MATCH", "logPattern", "is needed for the event LOG_MATCH"],
] as const;

const thresholds = z.strictObject({
  notStartedMinutes: minutes.meta({ description: "After the planned start, for NOT_STARTED_BY" }),
  runningMinutes: minutes.meta({ description: "Since the start, for RUNNING_TOO_LONG" }),
  runningPercent: z.int().min(1).max(10_000).nullable().default(null).meta({
    description: "Above the mean of the last 10 completed runs, for RUNNING_TOO_LONG",
  }),
  startDelayMinutes: minutes.meta({ description: "After the planned start, for START_DELAY" }),
  parallelRuns: z.int().min(1).max(100_000).nullable().default(null).meta({
    description: "More runs of one job at once than this, for PARALLEL_RUNS",
  }),
  logPattern: logPattern.nullable().default(null).meta({
    description: "Regular expression without references back and looking around, for LOG_MATCH",
  }),
});

/** A rule as it is put; the name stands in the address (background-jobs N5). */
export const putAlertRuleSchema = z
  .strictObject({
    description: descriptionSchema.default(""),
    active: z.boolean().default(true),
    events: z
      .array(z.enum(ALERT_EVENTS))
      .min(1, "must name at least one event")
      .max(ALERT_EVENTS.length)
      .refine((events) => new Set(events).size === events.length, "must not name an event twice"),
    scope: z.strictObject({ jobName: pattern, definition: pattern, queue: pattern }).prefault({}),
    thresholds: thresholds.prefault({}),
    dedupeKey: dedupeKey.meta({
      description: "Occurrences with the same key are one alert",
    }),
    coolDownMinutes: z.int().min(0).max(MAX_MINUTES).default(60).meta({
      description: "An alert is told at most once in this time",
    }),
    mutes: z.array(muteSchema).max(MAX_MUTES).default([]),
    channels: z.array(gateNameSchema).max(MAX_CHANNELS).default([]),
  })
  .superRefine(({ events, thresholds: given }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: ["thresholds", field], message });
    for (const [event, field, message] of NEEDED) {
      if (events.includes(event) && given[field] === null) refuse(field, message);
    }
    const isUnlimited = given.runningMinutes === null && given.runningPercent === null;
    if (events.includes("RUNNING_TOO_LONG") && isUnlimited) {
      refuse("runningMinutes", "or 'runningPercent' is needed for the event RUNNING_TOO_LONG");
    }
    if (events.every((event) => event === "RECOVERED")) {
      const message = "must name an event to recover from beside RECOVERED";
      context.addIssue({ code: "custom", path: ["events"], message });
    }
  });

/** What a rule says, without its name. */
export type AlertRuleBody = z.output<typeof putAlertRuleSchema>;

/** A rule as the engine knows it. */
export interface AlertRule extends AlertRuleBody {
  tenantId: string;
  name: string;
  /** Nothing that happened before is told. */
  activeSince: Date;
}

/** The mute that holds at an instant, or null. */
export function muteAt(
  mutes: AlertRuleBody["mutes"],
  now: Date,
): AlertRuleBody["mutes"][number] | null {
  return mutes.find(({ from, to }) => new Date(from) <= now && now < new Date(to)) ?? null;
}

/** True when the rule tells about this event. */
export function tellsAbout(rule: Pick<AlertRuleBody, "events">, event: AlertEvent): boolean {
  return rule.events.includes(event);
}
