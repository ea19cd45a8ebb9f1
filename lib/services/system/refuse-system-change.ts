import type { Definition } from "@/lib/domain/definition/definition";
import { AppError } from "@/lib/domain/errors";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { SYSTEM_KIND } from "@/lib/domain/system/system-jobs";

/** Refuses to change a definition of kind system or take its schedules away: the application made it and relies on it. */
export function refuseSystemChange({ kind, name }: Pick<Definition, "kind" | "name">): void {
  if (kind !== SYSTEM_KIND) return;
  throw new AppError(
    "conflict",
    `'${name}' is a system job: its schedule can be given other times or switched off and on, and it can be run now; nothing else about it can be changed.`,
  );
}

/** Refuses changes of a schedule of such a definition but those of its times and whether it is active. */
export function refuseSystemScheduleChange(
  definition: Pick<Definition, "kind" | "name">,
  before: Schedule,
  after: Schedule,
): void {
  const contentOf = ({ name, description, parameters }: Schedule) =>
    JSON.stringify([name, description, parameters]);
  if (contentOf(before) !== contentOf(after)) refuseSystemChange(definition);
}
