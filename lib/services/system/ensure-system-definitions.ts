import { parseInput } from "@/lib/domain/definition/parse-input";
import { SYSTEM_QUEUE } from "@/lib/domain/native-api/queue-resource";
import { scheduleInputSchema } from "@/lib/domain/schedule/schedule-input";
import { SYSTEM_JOBS, type SystemJob } from "@/lib/domain/system/system-jobs";
import type { Logger } from "@/lib/platform/logger";
import { buildSchedule } from "@/lib/services/schedules/build-schedule";
import type { Database } from "@/lib/store/database";
import { findDefinition } from "@/lib/store/definition-store";
import { inTransaction } from "@/lib/store/queryable";
import { insertSchedules } from "@/lib/store/schedule-store";
import { insertSystemDefinition } from "@/lib/store/system-definitions";

const ACTOR = "system";

interface SystemSetup {
  db: Pick<Database, "pool">;
  providerTenantId: string;
  newId: (now: Date) => string;
  logger: Pick<Logger, "warn">;
  now: Date;
}

/**
 * Makes the definitions of kind system that are missing, each with its schedule, which is due at once. What exists stays
 * as it is, its schedule included. Safe at every start and on several nodes at once.
 */
export async function ensureSystemDefinitions(setup: SystemSetup): Promise<void> {
  for (const job of SYSTEM_JOBS) await ensureOne(setup, job);
}

async function ensureOne(setup: SystemSetup, job: SystemJob): Promise<void> {
  const { db, providerTenantId: tenantId, now } = setup;
  await inTransaction(db.pool, async (tx) => {
    const made = { tenantId, queue: SYSTEM_QUEUE, createdBy: ACTOR, now };
    const isNew = await insertSystemDefinition(tx, job, made);
    const scope = { tenantId, allTenants: false };
    const definition = await findDefinition(tx, scope, { key: { id: job.id } });
    if (definition === null) {
      setup.logger.warn(
        { definition: job.name },
        "a definition has the name of a system job, whose housekeeping is not done; rename it and start again",
      );
      return;
    }
    if (!isNew) return;
    const input = parseInput(scheduleInputSchema, { ...job.schedule, active: true });
    const options = { now, newId: setup.newId, actor: ACTOR, path: "" };
    const { schedule } = buildSchedule(definition, input, options);
    await insertSchedules(tx, [{ ...schedule, nextRunAt: now }]);
  });
}
