import type { Definition } from "@/lib/domain/definition/definition";
import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import type { Context } from "@/lib/services/context";
import { lockDefinition } from "@/lib/services/definitions/load-definition";
import type { DefinitionKey } from "@/lib/store/definition-store";
import type { Queryable } from "@/lib/store/queryable";
import { findSchedule } from "@/lib/store/schedule-store";

/** What a schedule is asked for by. */
export interface ScheduleKey {
  definition: DefinitionKey;
  scheduleId: string;
}

/** Definition and schedule, both locked until the transaction ends; throws `not_found` outside the scope. */
export async function lockSchedule(
  ctx: Context,
  tx: Queryable,
  key: ScheduleKey,
): Promise<{ definition: Definition; schedule: Schedule }> {
  const definition = await lockDefinition(ctx, tx, key.definition);
  const found = isId(key.scheduleId)
    ? await findSchedule(tx, {
        definitionId: definition.id,
        scheduleId: key.scheduleId,
        lockAt: ctx.now,
      })
    : null;
  if (found !== null) return { definition, schedule: found };
  throw new AppError("not_found", `Schedule ${key.scheduleId.slice(0, 64)} not found`);
}
