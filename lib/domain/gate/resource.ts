/**
 * What a run waits for, as one text: `queue:NIGHT`, `lock:LEDGER`, `event:CLOSED`, `window:OFFICE`. Names may hold any
 * character; the kind ends at the first colon. `room:NIGHT` is only ever told, not waited for: a place in the queue was freed. It stands in `run.blocked_on` and in `gate_change.resource`.
 */
export const RESOURCE_KINDS = ["queue", "lock", "event", "window", "room"] as const;
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

/** The text of a place that was freed in a queue. */
export function roomResource(queue: string): string {
  return `room:${queue}`;
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
