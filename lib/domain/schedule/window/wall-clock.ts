import { SECONDS_PER_DAY } from "../date/civil-day";
import { isUtc, locateWall, zoneOffset } from "../date/time-zone";

const WEEK_SECONDS = 7 * SECONDS_PER_DAY;

/** Turns wall seconds of one zone into epoch seconds; remembers what it found out about the zone. */
export interface WallClock {
  /** A time that is skipped is the end of the gap, one that is repeated its first occurrence. */
  opensAt(wall: number): number;
  /**
   * As {@link opensAt}, but one that is repeated is its last occurrence; midnight ends a day and
   * stays the beginning of the next one.
   */
  closesAt(wall: number): number;
}

/** Weeks without a change of offset are answered from memory: a look-up costs microseconds. */
export function wallClock(timeZone: string): WallClock {
  const offsets = new Map<number, number | null>();
  const calmOffset = (wall: number): number | null => {
    if (isUtc(timeZone)) return 0;
    const week = Math.floor(wall / WEEK_SECONDS);
    const known = offsets.get(week);
    if (known !== undefined) return known;
    const before = zoneOffset(timeZone, week * WEEK_SECONDS - SECONDS_PER_DAY);
    const after = zoneOffset(timeZone, (week + 1) * WEEK_SECONDS + SECONDS_PER_DAY);
    const offset = before === after ? before : null;
    offsets.set(week, offset);
    return offset;
  };
  const opensAt = (wall: number): number => {
    const offset = calmOffset(wall);
    return offset === null ? locateWall(timeZone, wall).first : wall - offset;
  };
  const closesAt = (wall: number): number => {
    const offset = calmOffset(wall);
    if (offset !== null) return wall - offset;
    const { first, repeated } = locateWall(timeZone, wall);
    return wall % SECONDS_PER_DAY === 0 ? first : (repeated ?? first);
  };
  return { opensAt, closesAt };
}
