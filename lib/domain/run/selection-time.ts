import { z } from "zod";

/**
 * A moment as a selection names it: an ISO instant, a day (`2026-11-20`, its beginning), `today`, `yesterday` or
 * `tomorrow` (their beginnings), `now`, or a distance from it such as `now-24h`. Days are those of UTC.
 */
export type TimeToken = string;

const RELATIVE = /^now(?:([+-])(\d{1,4})([mhdw]))?$/;
const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const DAYS = { yesterday: -1, today: 0, tomorrow: 1 } as const;
const day = z.iso.date();
const instant = z.iso.datetime({ offset: true });

/** The instant a token means when it is read at `now`; null for a text that is no token. */
export function instantOfToken(token: TimeToken, now: Date): Date | null {
  const relative = RELATIVE.exec(token);
  if (relative !== null) return within(new Date(now.getTime() + distanceOf(relative)));
  if (isDayWord(token)) return new Date(dayOf(now) + DAYS[token] * UNIT_MS.d);
  if (!day.safeParse(token).success && !instant.safeParse(token).success) return null;
  return within(new Date(token));
}

/** True for every text {@link instantOfToken} understands. */
export function isTimeToken(token: string): boolean {
  return instantOfToken(token, new Date(0)) !== null || RELATIVE.test(token);
}

/** True for a moment that moves with the time of reading. */
export function isRelative(token: TimeToken): boolean {
  return RELATIVE.test(token) || isDayWord(token);
}

function distanceOf([, sign, amount = "0", unit = "m"]: RegExpExecArray): number {
  const ms = Number(amount) * (isUnit(unit) ? UNIT_MS[unit] : 0);
  return sign === "-" ? -ms : ms;
}

function isUnit(text: string): text is keyof typeof UNIT_MS {
  return Object.hasOwn(UNIT_MS, text);
}

function isDayWord(text: string): text is keyof typeof DAYS {
  return Object.hasOwn(DAYS, text);
}

function dayOf(now: Date): number {
  return Math.floor(now.getTime() / UNIT_MS.d) * UNIT_MS.d;
}

function within(at: Date): Date | null {
  const year = at.getUTCFullYear();
  return Number.isNaN(year) || year < 1970 || year > 9999 ? null : at;
}

/** A moment of a selection, as a token or as a date; it stays a token, so that it can be shared and kept. */
export const timeTokenSchema = z
  .custom<TimeToken | Date>(
    (value) => (value instanceof Date ? within(value) !== null : isText(value)),
    {
      error:
        "must be an instant such as 2026-11-20T02:00:00Z between 1970 and 9999, a day such as 2026-11-20, today, yesterday, tomorrow, now or a distance such as now-24h",
    },
  )
  .transform((value): TimeToken => (value instanceof Date ? value.toISOString() : value))
  .meta({
    type: "string",
    description:
      "An ISO instant, a day (2026-11-20), today, yesterday, tomorrow, now, or a distance from now in m, h, d or w (now-24h); days are those of UTC",
  });

function isText(value: unknown): boolean {
  return typeof value === "string" && value.length <= 40 && isTimeToken(value);
}
