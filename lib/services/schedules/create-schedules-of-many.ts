import { AppError } from "@/lib/domain/errors";
import type { ScheduleInput } from "@/lib/domain/schedule/schedule-input";
import type { Context } from "@/lib/services/context";
import { nestedPool } from "@/lib/store/nested-pool";
import { inTransaction } from "@/lib/store/queryable";
import { createSchedules } from "./create-schedules";

type NamedSchedule = ScheduleInput & { definition: string };

/** Adds schedules to several definitions, by name: all of them, or none. Answers their ids in the order given. */
export async function createSchedulesOfMany(
  ctx: Context,
  schedules: readonly NamedSchedule[],
): Promise<string[]> {
  const groups = new Map<string, number[]>();
  for (const [index, { definition }] of schedules.entries()) {
    const group = groups.get(definition);
    if (group) group.push(index);
    else groups.set(definition, [index]);
  }
  const ids: string[] = schedules.map(() => "");
  await inTransaction(ctx.db.pool, async (tx) => {
    const within = { ...ctx, db: { ...ctx.db, pool: nestedPool(tx) }, hint: () => undefined };
    for (const [name, places] of groups) {
      const created = await createGroup(within, { name, places, schedules });
      for (const [index, place] of places.entries()) ids[place] = created[index] ?? "";
    }
  });
  ctx.hint("schedules");
  return ids;
}

interface Group {
  name: string;
  /** Where the schedules of the definition stand in the request. */
  places: readonly number[];
  schedules: readonly NamedSchedule[];
}

async function createGroup(ctx: Context, { name, places, schedules }: Group): Promise<string[]> {
  const inputs = places.flatMap((place) => {
    const { definition: _definition, ...input } = schedules[place] ?? { definition: name };
    return [input];
  });
  try {
    const created = await createSchedules(ctx, { definition: { name }, schedules: inputs });
    return created.map((schedule) => schedule.id);
  } catch (error) {
    throw error instanceof AppError ? relocated(error, places) : error;
  }
}

/** The refusal with the place of the schedule in the whole request instead of that among its definition's. */
function relocated(error: AppError, places: readonly number[]): AppError {
  const first = places[0] ?? 0;
  if (error.code === "not_found") {
    const field = `schedules.${first}.definition`;
    return new AppError("invalid", `'${field}': ${error.message}`, { field });
  }
  const relocate = (text: string) =>
    text.replace(
      /schedules\.(\d+)\./g,
      (_path, index: string) => `schedules.${places[Number(index)] ?? index}.`,
    );
  const field = error.field === undefined ? undefined : relocate(error.field);
  return new AppError(error.code, relocate(error.message), {
    field,
    details: error.details,
    cause: error.cause,
  });
}
