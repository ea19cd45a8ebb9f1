import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { formatNumber } from "@/lib/format/format-number";
import { toDate } from "../_lib/run-view";
import type { FailureGroup } from "../failure-groups";
import { monitorHref } from "../monitor/search-params";
import { AttentionLine } from "./attention-line";

type FailureLineProps = { group: FailureGroup; isLowerBound: boolean };

/** Failures of one job in one line: `17 × VALIDATE_ORDERS`, since when, and why the latest failed. */
export function FailureLine({ group, isLowerBound }: FailureLineProps) {
  const { latest, count, since } = group;
  const filter = { definition: latest.definition, state: [latest.state], from: "now-24h" };
  return (
    <AttentionLine
      mark={<RunStateBadge state={latest.state} size="sm" />}
      title={
        <Link
          href={count === 1 ? `/runs/${latest.id}` : monitorHref(filter)}
          className="font-medium hover:underline wrap-anywhere"
        >
          {count > 1 && (
            <>
              {isLowerBound && "at least "}
              {formatNumber(count)} ×{" "}
            </>
          )}
          {latest.definition}
        </Link>
      }
      extra={
        count > 1 && (
          <span className="text-xs text-ink-muted">
            {RUN_STATE_APPEARANCE[latest.state].word.toLowerCase()} since{" "}
            <InstantText at={toDate(since)} />,{" "}
            <Link
              href={`/runs/${latest.id}`}
              className="text-accent-text underline underline-offset-2"
            >
              latest
            </Link>
          </span>
        )
      }
      why={latest.explanation}
      at={latest.endedAt ?? latest.submittedAt}
    />
  );
}
