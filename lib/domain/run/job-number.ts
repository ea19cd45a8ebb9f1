/**
 * The number half of (jobName, jobCount): eight characters, HHMMSS of the submission and two more.
 *
 * Numbers of one job name are taken from a strictly increasing serial with {@link SLOTS_PER_SECOND}
 * places per second of the day. Two characters of base 36 hold 32 days of such places side by side,
 * so a number comes up again only after {@link RING_DAYS} days. A burst larger than a second's places
 * runs on into the following seconds.
 */
export const SLOTS_PER_SECOND = 40;
export const RING_DAYS = 32;

const SECONDS_PER_DAY = 86_400;
const SLOTS_PER_DAY = SECONDS_PER_DAY * SLOTS_PER_SECOND;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The first serial of the second `at` lies in; a job name's next serial is never below it. */
export function firstJobSerial(at: Date): number {
  return Math.floor(at.getTime() / 1000) * SLOTS_PER_SECOND;
}

/** The eight characters of a serial, e.g. `02140501` for 02:14:05. */
export function jobCountOf(serial: number): string {
  const day = Math.floor(serial / SLOTS_PER_DAY);
  const inDay = serial - day * SLOTS_PER_DAY;
  const second = Math.floor(inDay / SLOTS_PER_SECOND);
  const suffix = (day % RING_DAYS) * SLOTS_PER_SECOND + (inDay % SLOTS_PER_SECOND);
  const hms = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  const digits = `${DIGITS[Math.floor(suffix / 36)]}${DIGITS[suffix % 36]}`;
  return hms.map((part) => String(part).padStart(2, "0")).join("") + digits;
}
