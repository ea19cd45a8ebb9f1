import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import type { Calendar } from "./calendar";
import { isWorkday } from "./calendar";
import type { TimeWindow, WindowElement, WindowLookup } from "./time-window";
import { WEEKDAYS } from "./window/weekday";
import { isWindowOpen, nextChange, nextOpening, openingAt } from "./window-openings";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const SCANNED_DAYS = 11;
/** Minutes at both ends of a scan whose neighbourhood is not known whole. */
const MARGIN = 2 * DAY_MINUTES + 120;

/** Days that surround a change of the clocks in Europe/Berlin or America/New_York. */
const SCANS = ["2026-03-03", "2026-03-24", "2026-10-20", "2026-10-27"];
const ZONES = ["Europe/Berlin", "America/New_York", "UTC"];
const CALENDAR: Calendar = {
  holidays: ["2026-03-09", "2026-03-27", "2026-10-26", "2026-10-31", "2026-11-02"],
};

/* The oracle looks at the clock minute by minute and knows nothing of the arithmetic under test. */

interface Scan {
  readonly start: number;
  readonly walls: readonly string[];
  /** At which minutes of the scan the clock shows a wall time. */
  readonly minutes: ReadonlyMap<string, readonly number[]>;
}

const scans = new Map<string, Scan>();

function scanOf(firstDay: string, zone: string): Scan {
  const key = `${firstDay} ${zone}`;
  const known = scans.get(key);
  if (known) return known;
  const start = Date.parse(`${firstDay}T00:00:00Z`);
  const walls = Array.from({ length: SCANNED_DAYS * DAY_MINUTES }, (_, minute) =>
    DateTime.fromMillis(start + minute * MINUTE_MS, { zone }).toFormat("yyyy-MM-dd'T'HH:mm"),
  );
  const minutes = new Map<string, number[]>();
  walls.forEach((wall, minute) => {
    minutes.set(wall, [...(minutes.get(wall) ?? []), minute]);
  });
  const scan = { start, walls, minutes };
  scans.set(key, scan);
  return scan;
}

function dayMatches(element: WindowElement, day: DateTime<true>): boolean {
  const fromEnd = day.day - (day.daysInMonth ?? 0) - 1;
  const isDay = (wanted: number) =>
    wanted === day.day || wanted === fromEnd || (wanted === 31 && fromEnd === -1);
  return (
    element.weekdays?.some((weekday) => WEEKDAYS[day.weekday - 1] === weekday) !== false &&
    element.days?.some(isDay) !== false &&
    element.months?.includes(day.month) !== false &&
    element.dates?.includes(day.toISODate()) !== false &&
    (element.workday !== true || isWorkday(CALENDAR, day.toISODate()))
  );
}

/** Minute of the scan at which a wall time is reached, held within the scan. */
function minuteOf(scan: Scan, wall: string, which: "first" | "last"): number {
  const found = scan.minutes.get(wall);
  if (found) return found.at(which === "first" || wall.endsWith("T00:00") ? 0 : -1) ?? 0;
  const later = scan.walls.findIndex((other) => other > wall);
  return later < 0 ? scan.walls.length : later;
}

function openMinutesOf(element: WindowElement, scan: Scan, zone: string): boolean[] {
  const open = scan.walls.map(() => false);
  for (const date of new Set(scan.walls.map((wall) => wall.slice(0, 10)))) {
    const day = DateTime.fromISO(date, { zone });
    if (!day.isValid || !dayMatches(element, day)) continue;
    const { from = "00:00", to = "24:00" } = element;
    const next = day.plus({ days: 1 }).toISODate();
    const closing = to === "24:00" ? `${next}T00:00` : `${to > from ? date : next}T${to}`;
    const first = minuteOf(scan, `${date}T${from}`, "first");
    const last = minuteOf(scan, closing, "last");
    open.fill(true, first, Math.max(first, last));
  }
  return open;
}

function oracleOf(window: TimeWindow, windows: Named, firstDay: string): boolean[] {
  const scan = scanOf(firstDay, window.timeZone);
  const elements = window.elements.map((element) => openMinutesOf(element, scan, window.timeZone));
  const below = (names: readonly string[] = []) =>
    names.map((name) => oracleOf(windows[name] ?? window, windows, firstDay));
  const [enabled, disabled] = [below(window.enabledDuring), below(window.disabledDuring)];
  return scan.walls.map(
    (_, minute) =>
      elements.some((open) => open[minute]) &&
      enabled.every((open) => open[minute]) &&
      !disabled.some((open) => open[minute]),
  );
}

/** Openings in minutes of the scan; those that reach into its margins are not known whole. */
function openingsOf(open: readonly boolean[]): { from: number; to: number }[] {
  const openings: { from: number; to: number }[] = [];
  for (let from = open.indexOf(true); from >= 0; ) {
    const end = open.indexOf(false, from);
    const to = end < 0 ? open.length : end;
    openings.push({ from, to });
    from = open.indexOf(true, to);
  }
  return openings;
}

function isKnown(minute: number): boolean {
  return minute > MARGIN && minute < SCANNED_DAYS * DAY_MINUTES - MARGIN;
}

/* What is tried. */

type Named = Record<string, TimeWindow>;

const clock = fc
  .oneof(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 95 }))
  .map((quarter) => DateTime.fromObject({ hour: 0 }).plus({ minutes: quarter * 15 }))
  .map((time) => time.toFormat("HH:mm"));

const dateIn = fc
  .tuple(fc.constantFrom(...SCANS), fc.integer({ min: 0, max: SCANNED_DAYS - 1 }))
  .map(([first, days]) => DateTime.fromISO(first).plus({ days }).toFormat("yyyy-MM-dd"));

const elements = fc.array(
  fc.record(
    {
      weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }),
      days: fc.subarray([1, 8, 28, 29, 30, 31, -1, -3, -31], { minLength: 3 }),
      months: fc.subarray([3, 4, 10, 11], { minLength: 2 }),
      dates: fc.array(dateIn, { maxLength: 6 }),
      workday: fc.constant(true as const),
      from: clock,
      to: fc.oneof(clock, fc.constant("24:00")),
    },
    { requiredKeys: [] },
  ),
  { minLength: 1, maxLength: 3 },
);

const windowOn = (below: readonly string[]) =>
  fc.record<TimeWindow>({
    timeZone: fc.constantFrom(...ZONES),
    elements,
    enabledDuring: below.length === 0 ? fc.constant([]) : fc.subarray([...below], { maxLength: 1 }),
    disabledDuring:
      below.length === 0 ? fc.constant([]) : fc.subarray([...below], { maxLength: 1 }),
    calendar: fc.constant("DE"),
  });

const windows = fc.record({
  TOP: windowOn(["MIDDLE", "GROUND"]),
  MIDDLE: windowOn(["GROUND"]),
  GROUND: windowOn([]),
});

const cases = fc
  .record({ windows, firstDay: fc.constantFrom(...SCANS) })
  .map(({ windows: named, firstDay }) => {
    const lookup: WindowLookup = {
      window: (name) => Object.entries(named).find(([key]) => key === name)?.[1] ?? null,
      calendar: () => CALENDAR,
    };
    const openings = openingsOf(oracleOf(named.TOP, named, firstDay));
    const at = (minute: number) =>
      new Date(Date.parse(`${firstDay}T00:00:00Z`) + minute * MINUTE_MS);
    return { window: named.TOP, lookup, openings, at };
  });

const minuteIn = fc.integer({ min: MARGIN, max: SCANNED_DAYS * DAY_MINUTES - MARGIN });

describe("a window against a clock looked at minute by minute", () => {
  it("opens and closes at the same instants", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(cases, ({ window, lookup, openings, at }) => {
        const expected = openings
          .flatMap(({ from, to }) => [from, to])
          .filter(isKnown)
          .map(at);
        const end = at(SCANNED_DAYS * DAY_MINUTES - MARGIN);
        const found: Date[] = [];
        let change = nextChange(window, at(MARGIN), lookup);
        while (change !== null && change < end) {
          found.push(change);
          change = nextChange(window, change, lookup);
        }
        expect(found).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it("is open at the same instants, in the same opening", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(minuteIn, { minLength: 10, maxLength: 10 }),
        fc.integer({ min: 0, max: 59_999 }),
        ({ window, lookup, openings, at }, minutes, ms) => {
          for (const minute of minutes) {
            const instant = new Date(at(minute).getTime() + ms);
            const expected = openings.find(({ from, to }) => from <= minute && minute < to);
            expect(isWindowOpen(window, instant, lookup)).toBe(expected !== undefined);
            const opening = openingAt(window, instant, lookup);
            expect(opening !== null).toBe(expected !== undefined);
            if (expected && isKnown(expected.from))
              expect(opening?.from).toEqual(at(expected.from));
            if (expected && isKnown(expected.to)) expect(opening?.to).toEqual(at(expected.to));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("finds the first opening that lasts long enough", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(
        cases,
        minuteIn,
        fc.integer({ min: 0, max: 59_999 }),
        fc.constantFrom(0, 60, 3600, 4 * 3600, 26 * 3600),
        ({ window, lookup, openings, at }, minute, ms, minimumOpenSeconds) => {
          const from = new Date(at(minute).getTime() + ms);
          const ahead = openings.filter((opening) => opening.to > minute && isKnown(opening.to));
          const expected = ahead
            .map((opening) => ({
              at: opening.from <= minute ? from : at(opening.from),
              until: at(opening.to),
            }))
            .find(({ at: start, until }) => +until - +start >= minimumOpenSeconds * 1000);
          const found = nextOpening(window, { from, minimumOpenSeconds, lookup });
          const isBehind = found === null || found.until === null || found.until > lastKnown(at);
          if (expected) expect(found).toEqual(expected);
          else expect(isBehind).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

function lastKnown(at: (minute: number) => Date): Date {
  return at(SCANNED_DAYS * DAY_MINUTES - MARGIN - 1);
}
