import type pg from "pg";
import type { Definition } from "@/lib/domain/definition/definition";
import {
  type DefinitionChange,
  definitionChangeSchema,
  type ParsedDefinitionChange,
} from "@/lib/domain/definition/definition-input";
import { referencesOf } from "@/lib/domain/definition/definition-references";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { assertWindow } from "@/lib/services/schedules/build-schedule";
import { replanSchedules } from "@/lib/services/schedules/replan-schedules";
import { definitionEntry } from "@/lib/services/schedules/schedule-log";
import { refuseSystemChange } from "@/lib/services/system/refuse-system-change";
import { appendActionLog, type NewActionLogEntry } from "@/lib/store/action-log-store";
import { replaceReferences } from "@/lib/store/definition-references";
import { type DefinitionKey, updateDefinitionColumns } from "@/lib/store/definition-store";
import { auditedChange } from "./audited-change";
import { columnsOfChange } from "./definition-columns";
import { lockDefinition } from "./load-definition";

interface UpdateDefinition {
  key: DefinitionKey;
  change: DefinitionChange;
}

/** Changes the given fields of a definition and leaves the others; its schedules are planned again where that matters. */
export async function updateDefinition(
  ctx: Context,
  { key, change }: UpdateDefinition,
): Promise<Definition> {
  const attempt = { action: "JobConfiguration", objectType: "definition" };
  await requirePermission(ctx, "jobs.write", attempt);
  const parsed = parseInput(definitionChangeSchema, change);
  const details = { key, fields: fieldsOf(parsed) };
  const updated = await auditedChange(ctx, { ...attempt, details }, async (tx, audit) => {
    const before = await lockDefinition(ctx, tx, key);
    audit.objectId = before.id;
    refuseSystemChange(before);
    assertFieldsOfKind(before, parsed);
    return applyChange(ctx, tx, { before, change: parsed });
  });
  ctx.hint("schedules");
  return updated;
}

const HTTP_FIELDS = [
  "httpMethod",
  "url",
  "headers",
  "user",
  "password",
  "synchronousSeconds",
  "asynchronousSeconds",
] as const;

/** Only definitions of kind http call an endpoint. */
function assertFieldsOfKind({ kind }: Definition, change: ParsedDefinitionChange): void {
  const field = HTTP_FIELDS.find((name) => change[name] !== undefined);
  if (kind === "http" || field === undefined) return;
  throw new AppError(
    "invalid",
    `'${field}' belongs to definitions of kind http; this one is of kind ${kind}`,
    { field },
  );
}

async function applyChange(
  ctx: Context,
  tx: pg.PoolClient,
  { before, change }: { before: Definition; change: ParsedDefinitionChange },
): Promise<Definition> {
  assertWindow({
    startAt: change.startTime === undefined ? before.startAt : change.startTime,
    endAt: change.endTime === undefined ? before.endAt : change.endTime,
  });
  const after = await updateDefinitionColumns(
    tx,
    before.id,
    columnsOfChange(ctx, before.id, change),
  );
  if (after === null) throw new AppError("not_found", `Job ${before.jobId} not found`);
  if (before.queue !== after.queue) await replaceReferences(tx, after, referencesOf(after));
  await appendActionLog(
    tx,
    changeEntries(ctx, { before, after, fields: fieldsOf(change) }),
    ctx.now,
  );
  if (movesSchedules(before, after)) await replanSchedules(ctx, tx, after);
  return after;
}

/** True when the change may move or end the next starts of the schedules. */
export function movesSchedules(before: Definition, after: Definition): boolean {
  return (
    before.active !== after.active ||
    before.startAt?.getTime() !== after.startAt?.getTime() ||
    before.endAt?.getTime() !== after.endAt?.getTime()
  );
}

interface Changed {
  before: Definition;
  after: Definition;
  fields: readonly string[];
}

/** Entries for a changed definition: one for its activity, one for everything else. */
export function changeEntries(
  ctx: Context,
  { before, after, fields }: Changed,
): NewActionLogEntry[] {
  const actor = ctx.actor.name;
  const entries: NewActionLogEntry[] = [];
  const others = fields.filter((field) => field !== "active");
  if (others.length > 0) {
    const text = `The job was changed: ${others.join(", ")}.`;
    entries.push(definitionEntry(after, { action: "UPDATED", actor, text }));
  }
  if (before.active !== after.active) {
    const action = after.active ? "ACTIVATION" : "DEACTIVATION";
    const text = after.active ? "The job was activated." : "The job was deactivated.";
    entries.push(definitionEntry(after, { action, actor, text }));
  }
  return entries;
}

function fieldsOf(change: ParsedDefinitionChange): string[] {
  return Object.entries(change)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => field);
}
