import type pg from "pg";
import type { Definition } from "@/lib/domain/definition/definition";
import {
  type DefinitionInput,
  definitionInputSchema,
  type ParsedDefinition,
} from "@/lib/domain/definition/definition-input";
import { referencesOf } from "@/lib/domain/definition/definition-references";
import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { addSchedules } from "@/lib/services/schedules/add-schedules";
import { assertWindow } from "@/lib/services/schedules/build-schedule";
import { removeSchedulesWithRuns } from "@/lib/services/schedules/remove-schedules-with-runs";
import { replanSchedules } from "@/lib/services/schedules/replan-schedules";
import { refuseSystemChange } from "@/lib/services/system/refuse-system-change";
import { appendActionLog } from "@/lib/store/action-log-store";
import { holdCallsStill, replaceReferences } from "@/lib/store/definition-references";
import { findDefinition, updateDefinitionColumns } from "@/lib/store/definition-store";
import { schedulesOf } from "@/lib/store/schedule-store";
import { auditedChange } from "./audited-change";
import { assertDefinition } from "./check-definition";
import { type DefinitionWithSchedules, insertNewDefinition } from "./create-definition";
import { columnsOfInput } from "./definition-columns";
import { changeEntries, movesSchedules } from "./update-definition";

export interface ReplacedDefinition extends DefinitionWithSchedules {
  created: boolean;
}

/**
 * Gives the caller's tenant a definition of this name with exactly this content: creates it, or replaces the content
 * under the same ids. Fields that are not given take their defaults, but for the properties, which stay as they are;
 * schedules that are given take the place of the present ones, whose runs and logs go with them.
 */
export async function replaceDefinition(
  ctx: Context,
  input: DefinitionInput,
): Promise<ReplacedDefinition> {
  const attempt = { action: "JobConfiguration", objectType: "definition" };
  await requirePermission(ctx, "jobs.write", attempt);
  const parsed = parseInput(definitionInputSchema, input);
  const details = {
    name: parsed.name,
    kind: parsed.kind,
    url: parsed.url,
    schedules: parsed.schedules?.length ?? null,
  };
  const result = await auditedChange(ctx, { ...attempt, details }, async (tx, audit) => {
    if (parsed.kind === "chain") await holdCallsStill(tx, "write");
    const options = { key: { name: parsed.name }, lock: true, ownTenantOnly: true };
    const before = await findDefinition(tx, ctx.scope, options);
    if (before === null) audit.action = "JobCreation";
    const replaced =
      before === null
        ? { created: true, ...(await insertNewDefinition(ctx, tx, parsed)) }
        : { created: false, ...(await replaceContent(ctx, tx, { before, input: parsed })) };
    audit.objectId = replaced.definition.id;
    return replaced;
  });
  ctx.hint("schedules");
  return result;
}

async function replaceContent(
  ctx: Context,
  tx: pg.PoolClient,
  { before, input }: { before: Definition; input: ParsedDefinition },
): Promise<DefinitionWithSchedules> {
  refuseSystemChange(before);
  if (before.kind !== input.kind) {
    throw new AppError(
      "invalid",
      `'kind' can't change: '${before.name}' is of kind ${before.kind}`,
      { field: "kind" },
    );
  }
  assertWindow({ startAt: input.startTime, endAt: input.endTime });
  const properties = input.properties ?? before.properties;
  await assertDefinition(ctx, tx, { input, properties, before });
  const { endpoint_password, ...columns } = columnsOfInput(ctx, {
    id: before.id,
    input,
    properties,
  });
  const isPasswordKept = input.keepsPassword && input.password === null;
  const definition = await updateDefinitionColumns(
    tx,
    before.id,
    isPasswordKept ? columns : { ...columns, endpoint_password },
  );
  if (definition === null) throw new AppError("not_found", `Job '${before.name}' not found`);
  await replaceReferences(tx, definition, referencesOf(definition));
  await appendActionLog(
    tx,
    changeEntries(ctx, { before, after: definition, fields: ["content"] }),
    ctx.now,
  );
  if (input.schedules !== undefined) {
    return {
      definition,
      schedules: await replaceSchedules(ctx, tx, { definition, inputs: input.schedules }),
    };
  }
  if (movesSchedules(before, definition)) await replanSchedules(ctx, tx, definition);
  return { definition, schedules: await schedulesOf(tx, { definitionId: definition.id }) };
}

async function replaceSchedules(
  ctx: Context,
  tx: pg.PoolClient,
  {
    definition,
    inputs,
  }: { definition: Definition; inputs: NonNullable<ParsedDefinition["schedules"]> },
): Promise<Schedule[]> {
  await removeSchedulesWithRuns(ctx, tx, { definition });
  return addSchedules(ctx, tx, { definition, inputs, pathOf: (index) => `schedules.${index}.` });
}
