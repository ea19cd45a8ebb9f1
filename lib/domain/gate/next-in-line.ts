import type { GateWorld } from "./gate-world";
import { eventResource, lockResource, roomResource } from "./resource";

/**
 * Gates at which something is still free after runs were examined, while others wait for it and none of the examined
 * was kept back there: those who were woken for it wait for something else, so the next in line must be woken.
 */
export function gatesForNextInLine(world: GateWorld): { tenantId: string; resource: string }[] {
  const locks = [...world.locks.values()]
    .filter(({ firstWaiting, isBlocking }) => firstWaiting !== null && !isBlocking)
    .filter(({ rules, held }) => rules.type === "counted" || !held.some(isExclusive))
    .map(({ tenantId, name }) => ({ tenantId, resource: lockResource(name) }));
  const queues = [...world.queues.values()]
    .filter(({ hasWaiting, isBlocking, rules }) => hasWaiting && !isBlocking && !rules.closed)
    .map(({ tenantId, name }) => ({ tenantId, resource: roomResource(name) }));
  const events = [...world.events.values()]
    .filter(({ hasWaiting, isBlocking, open }) => hasWaiting && !isBlocking && open > 0)
    .map(({ tenantId, name }) => ({ tenantId, resource: eventResource(name) }));
  return [...locks, ...queues, ...events];
}

function isExclusive({ mode }: { mode: string }): boolean {
  return mode === "exclusive";
}
