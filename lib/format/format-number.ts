const GROUP = /\B(?=(\d{3})+(?!\d))/g;

/** `1234567` → `1,234,567`, the same on every machine and in every locale. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const [whole = "0", fraction] = Math.abs(value).toString().split(".");
  if (whole.includes("e")) return value.toString();
  const sign = value < 0 ? "−" : "";
  return `${sign}${whole.replace(GROUP, ",")}${fraction === undefined ? "" : `.${fraction}`}`;
}

const COMPACT_UNITS = [
  { from: 1e9, word: "G" },
  { from: 1e6, word: "M" },
  { from: 1e4, word: "k", divisor: 1e3 },
];

/** Short form for tight places: exact below 10,000, then `12.3k`, `4.1M`. */
export function formatCompact(value: number): string {
  const size = Math.abs(value);
  const unit = COMPACT_UNITS.find((candidate) => size >= candidate.from);
  if (unit === undefined) return formatNumber(value);
  const scaled = value / (unit.divisor ?? unit.from);
  return `${trimZero(scaled.toFixed(1))}${unit.word}`.replace("-", "−");
}

/** A ratio 0…1 as per cent with at most one decimal: `0.985` → `98.5 %`. */
export function formatPercent(ratio: number): string {
  return Number.isFinite(ratio) ? `${trimZero((ratio * 100).toFixed(1))} %` : "–";
}

/** `3, "run"` → `3 runs`; an irregular plural is passed as third argument. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

/** Bytes in powers of 1024: `1536` → `1.5 KiB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let size = bytes;
  let step = 0;
  while (size >= 1024 && step < units.length - 1) {
    size /= 1024;
    step += 1;
  }
  return `${trimZero(size.toFixed(step === 0 ? 0 : 1))} ${units[step] ?? "B"}`;
}

function trimZero(text: string): string {
  return text.replace(/\.0$/, "");
}
