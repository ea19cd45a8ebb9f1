import type { ConfiguredGate } from "@/lib/domain/configuration/configuration-content";
import type { ConfigurationDocument } from "@/lib/domain/configuration/configuration-document";
import { dependencyOrder } from "@/lib/domain/configuration/dependency-order";
import type { StoredConfiguration } from "@/lib/domain/configuration/stored-configuration";
import { putWindowSchema, referencesOf } from "@/lib/domain/schedule/time-window";
import { deleteCalendar } from "@/lib/services/calendars/delete-calendar";
import { putCalendar } from "@/lib/services/calendars/put-calendar";
import type { Context } from "@/lib/services/context";
import { deleteEvent } from "@/lib/services/events/delete-event";
import { putEvent } from "@/lib/services/events/put-event";
import type { PutGate } from "@/lib/services/gates/put-gate";
import { deleteLock } from "@/lib/services/locks/delete-lock";
import { putLock } from "@/lib/services/locks/put-lock";
import { deleteQueue } from "@/lib/services/queues/delete-queue";
import { putQueue } from "@/lib/services/queues/put-queue";
import { deleteWindow } from "@/lib/services/windows/delete-window";
import { putWindow } from "@/lib/services/windows/put-window";
import type { ApplyAttempts } from "./apply-attempts";
import type { ApplicationPlan } from "./apply-plan";

interface GateServices {
  put: (ctx: Context, gate: PutGate) => Promise<unknown>;
  remove: (ctx: Context, gate: { name: string }) => Promise<void>;
}

const SERVICES: Record<ConfiguredGate, GateServices> = {
  calendar: { put: putCalendar, remove: deleteCalendar },
  window: { put: putWindow, remove: deleteWindow },
  event: { put: putEvent, remove: deleteEvent },
  lock: { put: putLock, remove: deleteLock },
  queue: { put: putQueue, remove: deleteQueue },
};

const SECTIONS = {
  calendar: "calendars",
  window: "windows",
  event: "events",
  lock: "locks",
  queue: "queues",
} as const satisfies Record<ConfiguredGate, keyof ConfigurationDocument>;

interface Part {
  kind: ConfiguredGate;
  attempts: ApplyAttempts;
}

/** Puts the gates of one kind that are new or have changed; windows after those they stand on. */
export async function putGates(
  ctx: Context,
  plan: ApplicationPlan,
  { kind, attempts }: Part,
): Promise<void> {
  const { created, changed } = plan.difference;
  const names = [...created, ...changed]
    .filter((element) => element.kind === kind)
    .map(({ name }) => name);
  const section = new Map<string, unknown>(
    Object.entries(plan.configuration.document[SECTIONS[kind]]),
  );
  for (const name of kind === "window" ? windowsInOrder(plan, names, attempts) : names) {
    // The default queue is put back to its own rules when a document that is everything does not name it.
    const put = { name, input: section.get(name) ?? {} };
    await attempts.try(`${SECTIONS[kind]}.${name}`, () => SERVICES[kind].put(ctx, put));
  }
  attempts.settle();
}

function windowsInOrder(
  { configuration, stored }: ApplicationPlan,
  names: readonly string[],
  attempts: ApplyAttempts,
): readonly string[] {
  const needs = windowReferences(stored);
  for (const [name, window] of Object.entries(configuration.document.windows)) {
    needs.set(name, referencesOf(window));
  }
  const ordered = dependencyOrder(names, (name) => needs.get(name) ?? null);
  if (ordered.ok) return ordered.order;
  const { cycle } = ordered;
  const path = `windows.${cycle[0]}`;
  const message = `'${path}' leads back to where it began: ${cycle.join(" → ")}`;
  attempts.refuse({ path, message, code: "invalid" });
  return [];
}

/** The windows each stored window stands on. */
function windowReferences({ gates }: StoredConfiguration): Map<string, readonly string[]> {
  const windows = gates.filter(({ kind }) => kind === "window");
  return new Map(
    windows.map(({ name, rules }) => {
      const read = putWindowSchema.safeParse(rules);
      return [name, read.success ? referencesOf(read.data) : []];
    }),
  );
}

/** Removes the gates of one kind that are to go; windows before those they stand on. */
export async function removeGates(
  ctx: Context,
  { difference, stored }: ApplicationPlan,
  { kind, attempts }: Part,
): Promise<void> {
  const names = difference.removed
    .filter((element) => element.kind === kind)
    .map(({ name }) => name);
  const needs = kind === "window" ? windowReferences(stored) : new Map<string, string[]>();
  const ordered = dependencyOrder(names, (name) => needs.get(name) ?? null);
  for (const name of ordered.ok ? ordered.order.reverse() : names) {
    await attempts.try(`${SECTIONS[kind]}.${name}`, () => SERVICES[kind].remove(ctx, { name }));
  }
  attempts.settle();
}
