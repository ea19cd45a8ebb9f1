import type { CSSProperties } from "react";
import { RUN_STATE_APPEARANCE } from "@/components/runs/run-state-appearance";
import type { RunState } from "@/lib/domain/run/run-state";
import { cn } from "@/lib/format/cn";

/** A patch in the pattern and colour of a state, for strips and legends. */
export function StateFillPatch(props: {
  state: RunState;
  className?: string;
  style?: CSSProperties;
}) {
  const { tone, fill } = RUN_STATE_APPEARANCE[props.state];
  return (
    <span
      aria-hidden="true"
      data-tone={tone}
      data-fill={fill}
      style={props.style}
      className={cn("state-fill block", props.className)}
    />
  );
}
