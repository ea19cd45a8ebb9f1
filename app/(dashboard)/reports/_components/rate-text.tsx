import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import { type RateLevel, rateLevel } from "@/lib/domain/report/durations";
import { formatPercent } from "@/lib/format/format-number";

const LOOK: Record<RateLevel, { word: string; icon: typeof CircleCheck; tone: string }> = {
  good: { word: "good", icon: CircleCheck, tone: "completed" },
  fair: { word: "fair", icon: TriangleAlert, tone: "waiting" },
  poor: { word: "poor", icon: CircleX, tone: "error" },
};

/** A success rate with icon, word and colour: good from 90 %, fair from 70 %, poor below. */
export function RateText({ rate }: { rate: number | null }) {
  if (rate === null) return <span className="text-ink-faint">–</span>;
  const { word, icon: Icon, tone } = LOOK[rateLevel(rate)];
  return (
    <span
      data-tone={tone}
      className="inline-flex items-center gap-1 whitespace-nowrap text-tone-ink tabular-nums"
    >
      <Icon aria-hidden="true" className="size-3.5" />
      {formatPercent(rate)}
      <span className="text-xs">{word}</span>
    </span>
  );
}
