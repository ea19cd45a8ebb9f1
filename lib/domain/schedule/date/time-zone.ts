import { IANAZone } from "luxon";

/** Wall time of `UTC` and its other names needs no look-up. */
const UTC_NAMES = new Set(["UTC", "Etc/UTC"]);

/** Whether the name is an IANA time zone this runtime knows, such as `Europe/Berlin` or `UTC`. */
export function isTimeZone(name: string): boolean {
  return name.length <= 64 && /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);
}

/** Whether the zone is UTC itself, where wall time and epoch time are the same number. */
export function isUtc(timeZone: string): boolean {
  return UTC_NAMES.has(timeZone);
}

/** Seconds the zone is ahead of UTC at an epoch second. The zone must be valid. */
export function zoneOffset(timeZone: string, epochSecond: number): number {
  return Math.round(IANAZone.create(timeZone).offset(epochSecond * 1000) * 60);
}

/** Where a wall time lies on the time line; `first` of a skipped wall time is the end of the gap. */
export interface WallPosition {
  readonly first: number;
  /** The second instant with the same wall time when clocks went back, else null. */
  readonly repeated: number | null;
  readonly isSkipped: boolean;
}

/** Finds the instants with a wall time, taking at most one change of offset within two days. */
export function locateWall(timeZone: string, wall: number): WallPosition {
  if (isUtc(timeZone)) return { first: wall, repeated: null, isSkipped: false };
  const before = zoneOffset(timeZone, wall - 86_400);
  const after = zoneOffset(timeZone, wall + 86_400);
  const early = wall - before;
  const late = wall - after;
  if (before === after) return { first: early, repeated: null, isSkipped: false };
  const isEarly = zoneOffset(timeZone, early) === before;
  const isLate = zoneOffset(timeZone, late) === after;
  if (isEarly) return { first: early, repeated: isLate ? late : null, isSkipped: false };
  if (isLate) return { first: late, repeated: null, isSkipped: false };
  return { first: firstWithOffset(timeZone, late, early), repeated: null, isSkipped: true };
}

/** First second in (from, to] whose offset is that of `to`; there must be one change between. */
export function firstWithOffset(timeZone: string, from: number, to: number): number {
  const target = zoneOffset(timeZone, to);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffset(timeZone, middle) === target) high = middle;
    else low = middle;
  }
  return high;
}

/** Latest wall time the zone's clock has shown up to an instant, repeated hours counted once. */
export function passedWall(timeZone: string, epochSecond: number): number {
  const wall = epochSecond + zoneOffset(timeZone, epochSecond);
  const { first } = locateWall(timeZone, wall);
  if (first >= epochSecond) return wall;
  const change = firstWithOffset(timeZone, first, epochSecond);
  return change - 1 + zoneOffset(timeZone, change - 1);
}
