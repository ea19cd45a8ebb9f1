import { firstWithOffset, locateWall, passedWall, zoneOffset } from "../date/time-zone";
import type { SapCron } from "./compile-cron";
import { countWallTimes, nextWallTime } from "./cron-wall-time";

const DAY = 86_400;
const PROBE_SECONDS = 7 * DAY;

interface ZonedSpan {
  readonly timeZone: string;
  /** Epoch seconds; the span is (after, until]. */
  readonly after: number;
  readonly until: number;
}

/**
 * First matching epoch second after `after` in a zone with changing offset. An expression that names
 * hours fires once in a repeated hour, and at the end of the gap for a skipped time; one that matches
 * every hour follows elapsed time, so it goes on through a repeated hour and leaves out skipped times.
 */
export function nextZonedTime(cron: SapCron, timeZone: string, after: number): number | null {
  if (matchesEveryHour(cron)) return nextElapsed(cron, timeZone, after);
  const wall = nextWallTime(cron, passedWall(timeZone, after) + 1);
  return wall === null ? null : locateWall(timeZone, wall).first;
}

/** Number of instants `nextZonedTime` gives in a span. */
export function countZonedTimes(cron: SapCron, span: ZonedSpan): number {
  let passed = passedWall(span.timeZone, span.after);
  let count = 0;
  for (const part of constantOffsetParts(span)) {
    const startWall = part.after + part.offset;
    const endWall = part.until + part.offset;
    if (matchesEveryHour(cron)) {
      count += countWallTimes(cron, startWall, endWall);
      continue;
    }
    // All times a gap skips are one start, together with the wall time at which it ends.
    if (startWall > passed) {
      count += Math.min(1, countWallTimes(cron, passed, startWall + 1));
      passed = startWall + 1;
    }
    count += countWallTimes(cron, passed, endWall);
    passed = Math.max(passed, endWall);
  }
  return count;
}

function matchesEveryHour(cron: SapCron): boolean {
  return cron.hours.length === 24;
}

function nextElapsed(cron: SapCron, timeZone: string, after: number): number | null {
  let cursor = after;
  let offset = zoneOffset(timeZone, cursor);
  let fromWall = cursor + offset + 1;
  for (;;) {
    const wall = nextWallTime(cron, fromWall);
    const near = Math.min(wall === null ? Number.POSITIVE_INFINITY : wall - offset, cursor + DAY);
    if (zoneOffset(timeZone, near) !== offset) {
      cursor = firstWithOffset(timeZone, cursor, near);
    } else {
      if (wall === null) return null;
      if (near === wall - offset) return near;
      const { first, isSkipped } = locateWall(timeZone, wall);
      if (!isSkipped) return first;
      cursor = first;
    }
    offset = zoneOffset(timeZone, cursor);
    fromWall = cursor + offset;
  }
}

function constantOffsetParts({ timeZone, after, until }: ZonedSpan) {
  const parts: Array<{ after: number; until: number; offset: number }> = [];
  let start = after;
  let offset = zoneOffset(timeZone, after);
  for (let probe = after; probe < until; ) {
    const next = Math.min(probe + PROBE_SECONDS, until);
    if (zoneOffset(timeZone, next) !== offset) {
      const change = firstWithOffset(timeZone, probe, next);
      parts.push({ after: start, until: change - 1, offset });
      start = change - 1;
      offset = zoneOffset(timeZone, change);
    }
    probe = next;
  }
  parts.push({ after: start, until, offset });
  return parts;
}
