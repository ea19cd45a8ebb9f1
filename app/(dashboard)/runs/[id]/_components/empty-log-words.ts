import type { RunDetail } from "@/lib/domain/run/run-item";
import { isFinal } from "@/lib/domain/run/run-state";

/** Why a run has no log: not yet, never, or no longer. */
export function emptyLogWords({ state, startedAt }: Pick<RunDetail, "state" | "startedAt">): {
  title: string;
  description: string;
} {
  if (!isFinal(state)) {
    return startedAt === null
      ? { title: "No log yet", description: "The run has not begun; its log begins with it." }
      : { title: "The log is empty", description: "The run has written nothing so far." };
  }
  return startedAt === null
    ? { title: "No log", description: "The run ended without having begun." }
    : {
        title: "No log is kept",
        description:
          "The log was removed after the time logs are kept for, or the run has written none. What is left of the run stands under Transitions.",
      };
}
