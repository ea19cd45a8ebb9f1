/**
 * What a run waits for, as one text: `queue:NIGHT`, `lock:LEDGER`, `event:CLOSED`, `window:OFFICE`. Names may hold any
 * character; the kind ends at the first colon. It stands in `run.blocked_on`, and in `gate_change.resource`, where it
 * says that the thing itself has changed. Two kinds are only ever told, not waited for: `room:NIGHT` says that there
 * may be a place in the queue, `unit:LEDGER` that a part of the lock may be free.
 */
export const RESOURCE_KINDS = ["queue", "lock", "event", "window", "room", "unit"] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** Something runs wait for. */
export interface Resource {
  kind: ResourceKind;
  name: string;
}

/** The text of a queue. */
export function queueResource(name: string): string {
  return `queue:${name}`;
}

/** The text of a lock. */
export function lockResource(name: string): string {
  return `lock:${name}`;
}

/** The text of an event. */
export function eventResource(name: string): string {
  return `event:${name}`;
}

/** The text of a place that may be free in a queue. */
export function roomResource(queue: string): string {
  return `room:${queue}`;
}

/** The text of a part of a lock that may be free. */
export function unitResource(lock: string): string {
  return `unit:${lock}`;
}

/** The text of a time window. */
export function windowResource(name: string): string {
  return `window:${name}`;
}

/** The resource a text stands for; null for a text that stands for none. */
export function parseResource(text: string): Resource | null {
  const end = text.indexOf(":");
  const kind = RESOURCE_KINDS.find((known) => known === text.slice(0, end));
  const name = text.slice(end + 1);
  return end < 0 || kind === undefined || name === "" ? null : { kind, name };
}
