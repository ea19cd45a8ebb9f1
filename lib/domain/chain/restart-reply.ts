import type { ChainAction } from "./decide-handler";

/** What an operator may answer to a request for a restart, as it is offered (run-states-and-chains 8.2 rule 6). */
export const RESTART_REPLIES = [
  "Restart step",
  "Restart failed",
  "Restart chain",
  "Continue",
  "End Error",
  "End Completed",
] as const;
export type RestartReply = (typeof RESTART_REPLIES)[number];

const NOW_AS_SUBMITTED = { version: "current", delaySeconds: 0 } as const;

const ACTION_OF_REPLY = {
  "Restart step": { action: "RestartStep", ...NOW_AS_SUBMITTED },
  "Restart failed": { action: "RestartFailed", ...NOW_AS_SUBMITTED },
  "Restart chain": { action: "RestartChain", ...NOW_AS_SUBMITTED },
  Continue: { action: "Continue" },
  "End Error": { action: "End", status: "Error" },
  "End Completed": { action: "End", status: "Completed" },
} as const satisfies Record<RestartReply, ChainAction>;

/** The action a reply runs: at once, with the definition as it was submitted. */
export function actionOfReply(reply: RestartReply): ChainAction {
  return ACTION_OF_REPLY[reply];
}

/** True for a text that is one of the six replies. */
export function isRestartReply(text: string): text is RestartReply {
  return RESTART_REPLIES.some((reply) => reply === text);
}
