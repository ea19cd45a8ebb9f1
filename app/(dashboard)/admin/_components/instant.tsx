import { formatInstant, formatWhen } from "@/lib/format/format-when";

type InstantProps = {
  /** ISO instant; null shows `empty`. */
  at: string | null;
  now: Date;
  empty?: string;
};

/** A moment in UTC, short, with the full instant on hover. */
export function Instant({ at, now, empty = "–" }: InstantProps) {
  if (at === null) return <span className="text-ink-faint">{empty}</span>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={formatInstant(date)} className="whitespace-nowrap tabular-nums">
      {formatWhen(date, now)}
    </time>
  );
}
