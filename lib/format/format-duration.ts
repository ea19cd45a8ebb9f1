const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * A length of time in the two units that matter: `340 ms`, `4.2 s`, `14 s`, `2 m 05 s`,
 * `1 h 02 m`, `3 d 04 h`. Rounds down, so that a running clock never shows time not yet passed.
 */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return "–";
  const sign = milliseconds < 0 ? "−" : "";
  return `${sign}${formatPositive(Math.floor(Math.abs(milliseconds)))}`;
}

function formatPositive(ms: number): string {
  if (ms < SECOND_MS) return `${ms} ms`;
  if (ms < 10 * SECOND_MS) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return pair(ms, { big: MINUTE_MS, small: SECOND_MS, words: ["m", "s"] });
  if (ms < DAY_MS) return pair(ms, { big: HOUR_MS, small: MINUTE_MS, words: ["h", "m"] });
  return pair(ms, { big: DAY_MS, small: HOUR_MS, words: ["d", "h"] });
}

function pair(
  ms: number,
  units: { big: number; small: number; words: readonly [string, string] },
): string {
  const big = Math.floor(ms / units.big);
  const small = Math.floor((ms % units.big) / units.small);
  return `${big} ${units.words[0]} ${String(small).padStart(2, "0")} ${units.words[1]}`;
}

/** A live clock without jumping width or tenths: whole seconds, `14 s`, `2 m 05 s`, `1 h 02 m`. */
export function formatLiveDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  return ms < MINUTE_MS ? `${Math.floor(ms / SECOND_MS)} s` : formatDuration(ms);
}

/** Every unit down to the millisecond, for titles and copying: `1 d 02 h 00 m 05.340 s`. */
export function formatDurationExact(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return "–";
  const ms = Math.abs(Math.trunc(milliseconds));
  const seconds = ((ms % MINUTE_MS) / SECOND_MS).toFixed(3);
  const parts: string[] = [];
  if (ms >= DAY_MS) parts.push(`${Math.floor(ms / DAY_MS)} d`);
  if (ms >= HOUR_MS) parts.push(`${pad(Math.floor((ms % DAY_MS) / HOUR_MS))} h`);
  if (ms >= MINUTE_MS) parts.push(`${pad(Math.floor((ms % HOUR_MS) / MINUTE_MS))} m`);
  parts.push(`${ms >= MINUTE_MS ? seconds.padStart(6, "0") : seconds} s`);
  return `${milliseconds < 0 ? "−" : ""}${parts.join(" ").replace(/^0(?=\d)/, "")}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
