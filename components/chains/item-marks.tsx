import {
  CircleSlash,
  Clock,
  EyeOff,
  Filter,
  Layers,
  type LucideIcon,
  OctagonAlert,
  Pause,
  RotateCw,
  TriangleAlert,
  Workflow,
} from "lucide-react";
import type { DrawnItem, DrawnMark } from "@/components/chains/drawn-chain";

const ICON: Record<DrawnMark["kind"], LucideIcon> = {
  condition: Filter,
  disabled: CircleSlash,
  hold: Pause,
  ignored: EyeOff,
  queue: Layers,
  time: Clock,
  starts: RotateCw,
  chain: Workflow,
};

/** What is set for a step or call, as small pictures with words. */
export function ItemMarks({ marks }: { marks: readonly DrawnMark[] }) {
  if (marks.length === 0) return null;
  return (
    <span className="flex shrink-0 items-center gap-1 text-ink-muted">
      {marks.map(({ kind, words }) => {
        const Icon = ICON[kind];
        return (
          <span key={`${kind} ${words}`} title={words}>
            <Icon aria-hidden="true" className="size-3.5" />
            <span className="sr-only">{words}.</span>
          </span>
        );
      })}
    </span>
  );
}

/** That something is wrong with a step or call: form and colour differ by how grave it is. */
export function ProblemMark({ problem }: { problem: DrawnItem["problem"] }) {
  if (problem === undefined) return null;
  const isError = problem === "error";
  const Icon = isError ? OctagonAlert : TriangleAlert;
  return (
    <span
      title={isError ? "Has to be corrected" : "Should be looked at"}
      className={isError ? "text-danger-text" : "text-[var(--tone-waiting-ink)]"}
    >
      <Icon aria-hidden="true" className="size-4" />
      <span className="sr-only">{isError ? "Has to be corrected." : "Should be looked at."}</span>
    </span>
  );
}
