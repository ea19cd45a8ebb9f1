"use client";

import { ProblemMark } from "@/components/chains/item-marks";
import type { PlacedFinding } from "@/lib/domain/chain/editor/check-edited-chain";
import { type EditedChain, placeOf } from "@/lib/domain/chain/editor/edited-chain";
import { formatCount } from "@/lib/format/format-number";

type FindingsListProps = {
  chain: EditedChain;
  findings: readonly PlacedFinding[];
  onJump: (finding: PlacedFinding) => void;
};

const MOST_SHOWN = 100;

/** Everything that is wrong with the chain; each line leads to its field. */
export function FindingsList({ chain, findings, onJump }: FindingsListProps) {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  return (
    <section aria-label="Findings" className="border-t border-line">
      <p role="status" className="px-3 py-1.5 text-xs text-ink-muted">
        {findings.length === 0
          ? "Nothing is wrong with the chain."
          : [
              errors > 0 && `${formatCount(errors, "finding")} to correct`,
              warnings > 0 && `${formatCount(warnings, "finding")} to look at`,
            ]
              .filter(Boolean)
              .join(", ")}
      </p>
      {findings.length > 0 && (
        <ul className="max-h-40 overflow-y-auto border-t border-line py-1">
          {findings.slice(0, MOST_SHOWN).map((finding) => (
            <li key={`${finding.path} ${finding.message}`}>
              <button
                type="button"
                onClick={() => onJump(finding)}
                className="flex w-full items-start gap-2 px-3 py-1 text-left text-sm hover:bg-hover"
              >
                <span className="mt-0.5 shrink-0">
                  <ProblemMark problem={finding.severity} />
                </span>
                <span className="min-w-0 wrap-anywhere">
                  <span className="font-medium">{placeWords(chain, finding)}</span>{" "}
                  <span className="font-mono text-xs text-ink-muted">{finding.field}</span>{" "}
                  {finding.message}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function placeWords(chain: EditedChain, { key }: PlacedFinding): string {
  const place = placeOf(chain, key);
  if (place === null) return "Chain";
  return [place.step.name, place.call?.name].filter((name) => name !== undefined).join(" › ");
}
