import { z } from "zod";
import { BULK_STATES, bulkActionInputSchema } from "@/lib/domain/run/bulk-action";
import { BULK_RUN_ACTIONS } from "@/lib/domain/run/run-actions";
import { newViewSchema, VIEW_SCREENS, viewChangeSchema } from "@/lib/domain/run/saved-view";
import { selectionFields } from "@/lib/domain/run/selection";
import { noQuery, type Operation, pageOf } from "./operation";

const bulkSchema = z.object({
  id: z.string(),
  action: z.enum(BULK_RUN_ACTIONS),
  state: z.enum(BULK_STATES),
  total: z.int().meta({ description: "Runs that were meant when it was asked for" }),
  done: z.int(),
  created: z.int().meta({ description: "Runs made by a restart" }),
  refused: z.int(),
  refusals: z
    .array(z.object({ id: z.string(), state: z.string().nullable(), message: z.string() }))
    .meta({ description: "The first refusals" }),
  problem: z.string().nullable(),
  askedBy: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});

const viewSchema = z.object({
  id: z.string(),
  name: z.string(),
  screen: z.enum(VIEW_SCREENS),
  query: z.string(),
  columns: z.array(z.string()),
  shared: z.boolean(),
  owner: z.string(),
  isOwn: z.boolean(),
  canChange: z.boolean(),
  createdAt: z.iso.datetime(),
  modifiedAt: z.iso.datetime(),
});

/** The calls on whole selections of runs, and on views that keep them. */
export const SELECTION_OPERATIONS = {
  "GET /runs/export": {
    summary: "All runs of a selection as CSV, with a line of heads",
    query: z.strictObject(selectionFields),
    answers: { 200: null },
  },
  "POST /runs/bulk-actions": {
    summary:
      "Does something to every run of a selection, in the background; without an expected number it only counts them",
    query: noQuery,
    body: bulkActionInputSchema,
    creates: true,
    answers: {
      200: z.object({ count: z.int(), isMore: z.boolean() }),
      202: bulkSchema,
    },
  },
  "GET /bulk-actions": {
    summary: "The latest bulk actions of the caller's tenant, newest first",
    query: noQuery,
    answers: { 200: pageOf(bulkSchema) },
  },
  "GET /bulk-actions/{id}": {
    summary: "How far a bulk action has come",
    query: noQuery,
    answers: { 200: bulkSchema },
  },
  "POST /bulk-actions/{id}/cancel": {
    summary: "Stops a bulk action; what was done stays done",
    query: noQuery,
    body: z.strictObject({}),
    isBodyOptional: true,
    answers: { 200: bulkSchema },
  },
  "GET /views": {
    summary: "Views the caller keeps, and those shared in its tenant",
    query: z.strictObject({ screen: z.enum(VIEW_SCREENS).optional() }),
    answers: { 200: pageOf(viewSchema) },
  },
  "POST /views": {
    summary: "Keeps a view",
    query: noQuery,
    body: newViewSchema,
    creates: true,
    answers: { 201: viewSchema },
  },
  "GET /views/{id}": { summary: "One view", query: noQuery, answers: { 200: viewSchema } },
  "PATCH /views/{id}": {
    summary: "Renames or shares a view, or replaces what it shows",
    query: noQuery,
    body: viewChangeSchema,
    answers: { 200: viewSchema },
  },
  "DELETE /views/{id}": { summary: "Deletes a view", query: noQuery, answers: { 204: null } },
} as const satisfies Record<string, Operation>;
