import type { GateEntry, GateWorld, LockEntry, QueueEntry } from "./gate-world";
import { hasPlace, queueHoldReason } from "./queue-capacity";
import { eventResource, roomResource, unitResource } from "./resource";

/**
 * Gates at which something is still free after runs were examined, while others wait for it and none of the examined
 * was kept back there: those who were woken for it wait for something else, so the next in line must be woken. Ends by
 * itself: whoever is woken takes it, leaves the line, or finds nothing left there.
 */
export function gatesForNextInLine(world: GateWorld): { tenantId: string; resource: string }[] {
  return [
    ...told(world.locks, unitResource, isPartFree),
    ...told(world.queues, roomResource, isRoomFree),
    ...told(world.events, eventResource, ({ open }) => open > 0),
  ];
}

function told<T extends GateEntry>(
  entries: ReadonlyMap<string, T>,
  resourceOf: (name: string) => string,
  isFree: (entry: T) => boolean,
) {
  return [...entries.values()]
    .filter((entry) => entry.firstWaiting !== null && !entry.isBlocking && isFree(entry))
    .map(({ tenantId, name }) => ({ tenantId, resource: resourceOf(name) }));
}

function isPartFree({ rules, held }: LockEntry): boolean {
  if (rules.type === "simple") return held.length === 0;
  if (rules.type === "shared") return held.every(({ mode }) => mode === "shared");
  return held.reduce((sum, { units }) => sum + units, 0) < rules.size;
}

function isRoomFree({ rules, load, firstWaiting }: QueueEntry): boolean {
  const keepsBack = firstWaiting !== null && queueHoldReason(rules, firstWaiting.priority) !== null;
  return !keepsBack && hasPlace(rules, load);
}
