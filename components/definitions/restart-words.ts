import type { RestartAction } from "@/components/definitions/properties-draft";
import type { DefinitionKind } from "@/lib/domain/definition/definition";

/** What follows the end of a run, in words (run-states-and-chains 3.5). */
export const RESTART_WORDS: Record<RestartAction, { label: string; description: string }> = {
  Continue: { label: "Go on", description: "No new run; its schedule goes on" },
  Stop: { label: "Stop the schedule", description: "No new run, and its schedule stops" },
  RequestRestart: { label: "Ask an operator", description: "A message offers to run it again" },
  Restart: { label: "Run it again", description: "A new run; its schedule goes on" },
  RestartFromError: {
    label: "Run it again from the error",
    description: "A new run of the chain, from the step that failed",
  },
  RestartNoResubmit: {
    label: "Run it again, stop the schedule",
    description: "A new run, and its schedule stops",
  },
};

/** Only chains have a step to go on from. */
export function restartActionsOf(kind: DefinitionKind): RestartAction[] {
  const all: RestartAction[] = [
    "Continue",
    "Stop",
    "RequestRestart",
    "Restart",
    "RestartFromError",
    "RestartNoResubmit",
  ];
  return all.filter((action) => action !== "RestartFromError" || kind === "chain");
}
