import { Td } from "@/components/ui/table";
import { formatDuration, formatDurationExact } from "@/lib/format/format-duration";
import { formatNumber } from "@/lib/format/format-number";

/** A length of time in milliseconds; an en dash where there is none. */
export function TimeCell({ ms }: { ms: number | null }) {
  return (
    <Td numeric title={ms === null ? undefined : formatDurationExact(ms)}>
      {ms === null ? <span className="text-ink-faint">–</span> : formatDuration(ms)}
    </Td>
  );
}

/** A rate with at most two decimals. */
export function RateCell({ value }: { value: number | null }) {
  return (
    <Td numeric>
      {value === null ? (
        <span className="text-ink-faint">–</span>
      ) : (
        formatNumber(Math.round(value * 100) / 100)
      )}
    </Td>
  );
}
