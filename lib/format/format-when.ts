const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");

/** `14:02:31`, in UTC. */
export function formatTime(at: Date): string {
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
}

/** `14:02:31.250`, in UTC: for logs and for spans below a second. */
export function formatTimeMs(at: Date): string {
  return `${formatTime(at)}.${String(at.getUTCMilliseconds()).padStart(3, "0")}`;
}

/** `14 Nov` in the year of `now`, `14 Nov 2024` in any other, in UTC. */
export function formatDay(at: Date, now: Date): string {
  const day = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()] ?? ""}`;
  return at.getUTCFullYear() === now.getUTCFullYear() ? day : `${day} ${at.getUTCFullYear()}`;
}

/** `Fri 14 Nov`, with the year where it is not that of `now`. */
export function formatWeekday(at: Date, now: Date): string {
  return `${DAYS[at.getUTCDay()] ?? ""} ${formatDay(at, now)}`;
}

/** The time alone on the day of `now`, otherwise with the day in front: `14 Nov 14:02:31`. */
export function formatWhen(at: Date, now: Date): string {
  return isSameUtcDay(at, now) ? formatTime(at) : `${formatDay(at, now)} ${formatTime(at)}`;
}

/** The full instant for titles and copying: `2025-11-14 14:02:31.250 UTC`. */
export function formatInstant(at: Date): string {
  if (Number.isNaN(at.getTime())) return "–";
  return at.toISOString().replace("T", " ").replace("Z", " UTC");
}

const RELATIVE_UNITS = [
  { ms: 86_400_000, word: "d" },
  { ms: 3_600_000, word: "h" },
  { ms: 60_000, word: "m" },
  { ms: 1_000, word: "s" },
];

/** The distance from `now` in one unit: `in 5 m`, `3 h ago`, `now` within a second. */
export function formatRelative(at: Date, now: Date): string {
  const distance = at.getTime() - now.getTime();
  const unit = RELATIVE_UNITS.find((candidate) => Math.abs(distance) >= candidate.ms);
  if (unit === undefined) return "now";
  const amount = `${Math.floor(Math.abs(distance) / unit.ms)} ${unit.word}`;
  return distance > 0 ? `in ${amount}` : `${amount} ago`;
}

/** True when both instants lie on the same calendar day in UTC. */
export function isSameUtcDay(a: Date, b: Date): boolean {
  return Math.floor(a.getTime() / 86_400_000) === Math.floor(b.getTime() / 86_400_000);
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
