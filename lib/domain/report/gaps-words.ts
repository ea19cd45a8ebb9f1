const UNITS = [
  { ms: 86_400_000, word: "day" },
  { ms: 3_600_000, word: "hour" },
  { ms: 60_000, word: "minute" },
  { ms: 1000, word: "second" },
] as const;

/** A length of time in words, rounded down to at most two units: `3 hours 5 minutes`, `1 day`, `40 seconds`. */
export function formatSpan(milliseconds: number): string {
  const parts: string[] = [];
  let rest = Math.max(0, milliseconds);
  for (const [index, { ms, word }] of UNITS.entries()) {
    const amount = Math.floor(rest / ms);
    rest -= amount * ms;
    if (amount > 0) parts.push(`${amount} ${word}${amount === 1 ? "" : "s"}`);
    const isSecondUnit = parts.length > 0 && (parts.length === 2 || index === UNITS.length - 1);
    if (isSecondUnit || (parts.length === 1 && amount === 0)) break;
  }
  return parts.length === 0 ? "less than a second" : parts.join(" ");
}
