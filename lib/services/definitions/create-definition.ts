import type pg from "pg";
import type { Definition } from "@/lib/domain/definition/definition";
import {
  type DefinitionInput,
  definitionInputSchema,
  MAX_DEFINITIONS,
  type ParsedDefinition,
} from "@/lib/domain/definition/definition-input";
import { NO_PROPERTIES } from "@/lib/domain/definition/definition-properties";
import { referencesOf } from "@/lib/domain/definition/definition-references";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { addSchedules } from "@/lib/services/schedules/add-schedules";
import { assertWindow } from "@/lib/services/schedules/build-schedule";
import { definitionEntry } from "@/lib/services/schedules/schedule-log";
import { appendActionLog } from "@/lib/store/action-log-store";
import { holdCallsStill, replaceReferences } from "@/lib/store/definition-references";
import { holdsDefinitions, insertDefinition } from "@/lib/store/definition-store";
import { auditedChange } from "./audited-change";
import { assertDefinition } from "./check-definition";
import { columnsOfInput } from "./definition-columns";

/** A definition with its schedules, in the order they were made. */
export interface DefinitionWithSchedules {
  definition: Definition;
  schedules: Schedule[];
}

/** Creates a definition of the caller's tenant with its schedules: everything, or nothing. */
export async function createDefinition(
  ctx: Context,
  input: DefinitionInput,
): Promise<DefinitionWithSchedules> {
  const attempt = { action: "JobCreation", objectType: "definition" };
  await requirePermission(ctx, "jobs.write", attempt);
  const parsed = parseInput(definitionInputSchema, input);
  const { name, kind, url, schedules } = parsed;
  const details = { name, kind, url, schedules: schedules?.length ?? 0 };
  const result = await auditedChange(ctx, { ...attempt, details }, async (tx, audit) => {
    if (kind === "chain") await holdCallsStill(tx, "write");
    const created = await insertNewDefinition(ctx, tx, parsed);
    audit.objectId = created.definition.id;
    return created;
  });
  ctx.hint("schedules");
  return result;
}

/**
 * The part of the creation inside the transaction, where calls are held still for a chain; throws `conflict` when the
 * name is taken.
 */
export async function insertNewDefinition(
  ctx: Context,
  tx: pg.PoolClient,
  input: ParsedDefinition,
): Promise<DefinitionWithSchedules> {
  assertWindow({ startAt: input.startTime, endAt: input.endTime });
  if (await holdsDefinitions(tx, MAX_DEFINITIONS)) {
    throw new AppError(
      "limit",
      `This instance holds ${MAX_DEFINITIONS} jobs, which is the most it can hold`,
    );
  }
  const properties = input.properties ?? NO_PROPERTIES;
  await assertDefinition(ctx, tx, { input, properties, before: null });
  const id = crypto.randomUUID();
  const definition = await insertDefinition(tx, {
    id,
    tenantId: ctx.scope.tenantId,
    createdBy: ctx.actor.name,
    createdAt: ctx.now,
    columns: columnsOfInput(ctx, { id, input, properties }),
  });
  if (definition === null) {
    throw new AppError("conflict", `A job named '${input.name}' exists already`, { field: "name" });
  }
  await replaceReferences(tx, definition, referencesOf(definition));
  const created = {
    action: "CREATED",
    actor: ctx.actor.name,
    text: "The job was created.",
  } as const;
  await appendActionLog(tx, [definitionEntry(definition, created)], ctx.now);
  const inputs = input.schedules ?? [];
  const pathOf = (index: number) => `schedules.${index}.`;
  return { definition, schedules: await addSchedules(ctx, tx, { definition, inputs, pathOf }) };
}
