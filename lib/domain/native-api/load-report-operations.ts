import { z } from "zod";
import { idSchema } from "@/lib/domain/native-api/query-fields";
import { LOAD_VIEWS } from "@/lib/domain/report/load-table";
import { instantSchema } from "@/lib/domain/run/run-query";
import type { Operation } from "./operation";

const from = instantSchema.optional();
const to = instantSchema.optional();
const format = z
  .enum(["json", "csv"])
  .default("json")
  .meta({ description: "csv answers a file of RFC 4180 with the same rows" });

const instant = z.iso.datetime();
const periodSchema = z.object({ from: instant, until: instant });

const loadCellSchema = z.object({
  from: instant.nullable(),
  until: instant.nullable(),
  busyMs: z.number().meta({ description: "Slot time used, in milliseconds" }),
  peak: z.int().nullable().meta({ description: "Most executions at one moment" }),
  runs: z.int(),
});

const lengthsSchema = z.object({
  shortRuns: z.int(),
  shortMs: z.number(),
  longRuns: z.int(),
  longMs: z.number(),
});

/** The load of a period as the API answers it. */
const loadReportSchema = z.object({
  view: z.enum(LOAD_VIEWS),
  period: periodSchema,
  source: z.enum(["runs", "rollup"]),
  notes: z.array(z.string()),
  columns: z.array(z.object({ key: z.string(), label: z.string() })),
  rows: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      cells: z.array(loadCellSchema),
      total: loadCellSchema,
      lengths: lengthsSchema.nullable(),
    }),
  ),
  lengths: lengthsSchema.nullable(),
});

const gapSchema = z.object({
  kind: z.enum(["missed", "late", "silent", "waiting"]),
  definition: z.string(),
  definitionId: idSchema,
  schedule: z.string().nullable(),
  run: z.string().nullable(),
  ticks: z.int().meta({ description: "Ticks that did not become runs" }),
  plannedAt: instant.nullable(),
  until: instant.nullable(),
  lateMs: z.number().nullable(),
  text: z.string(),
});

const gapsReportSchema = z.object({
  period: periodSchema,
  notes: z.array(z.string()),
  items: z.array(gapSchema),
});

const forecastReportSchema = z.object({
  period: periodSchema,
  starts: z.int(),
  slots: z.int().meta({ description: "Slots of the process servers that run now" }),
  notes: z.array(z.string()),
  hours: z.array(
    z.object({
      hour: instant,
      starts: z.int(),
      onTheHour: z.int(),
      busyMs: z.number(),
      peak: z.int(),
    }),
  ),
  jobs: z.array(
    z.object({
      schedule: z.string(),
      definition: z.string(),
      definitionId: z.string(),
      text: z.string(),
      starts: z.int(),
      firstAt: instant,
      lastAt: instant,
      meanDurationMs: z.number().nullable(),
    }),
  ),
});

/** The calls for reports on load, gaps and what is to come. */
export const LOAD_REPORT_OPERATIONS = {
  "GET /reports/load": {
    summary: "Slot time, peaks and runs by hour and process server, queue, hour of day or weekday",
    query: z.strictObject({ from, to, view: z.enum(LOAD_VIEWS).default("servers"), format }),
    answers: { 200: loadReportSchema },
  },
  "GET /reports/gaps": {
    summary: "Missed ticks, late starts, jobs that have not run for longer than usual",
    query: z.strictObject({
      from,
      to,
      lateSeconds: wholeNumber(1, 86_400, 60),
      times: wholeNumber(2, 100, 3),
      format,
    }),
    answers: { 200: gapsReportSchema },
  },
  "GET /reports/forecast": {
    summary: "Coming starts between two instants, with the expected load per hour",
    query: z.strictObject({ from, to, format }),
    answers: { 200: forecastReportSchema },
  },
} as const satisfies Record<string, Operation>;

/** A whole number in an address. */
function wholeNumber(minimum: number, maximum: number, usual: number) {
  const message = `must be a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, message)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, message)
    .default(usual)
    .meta({ type: "integer", minimum, maximum, default: usual });
}
