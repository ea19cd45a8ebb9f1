import type { EditedHandler } from "@/lib/domain/chain/editor/edited-chain";
import type { HandlerSource } from "@/lib/domain/chain/editor/handler-lookup";
import type { HandlerAction, HandlerTrigger } from "@/lib/domain/chain/status-handler";

/** What a handler does, as a choice (run-states-and-chains 8.2 rule 6). */
export const ACTION_WORDS: Record<HandlerAction, { label: string; description: string }> = {
  Continue: { label: "Continue", description: "As if the step had Completed" },
  Goto: {
    label: "Go to a step",
    description: "Steps in between are Skipped; going back starts them again",
  },
  End: { label: "End the chain", description: "With the status of your choice" },
  RestartStep: { label: "Restart the step", description: "All of its calls" },
  RestartFailed: { label: "Restart the failed calls", description: "Good ones keep their result" },
  RestartChain: { label: "Restart the chain", description: "A new run of the whole chain" },
  RequestRestart: {
    label: "Request a restart",
    description: "The chain waits in Console for an operator",
  },
  IgnoreChainDefault: {
    label: "Ignore the chain’s handlers",
    description: "The system default, whatever the chain says",
  },
};

/** When each trigger fires (8.2 rule 3). */
export const TRIGGER_WORDS: Record<HandlerTrigger, string> = {
  Completed: "Every call ended well",
  Error: "A call ended in Error",
  Unknown: "The end of a call is Unknown",
  Killed: "A call was Killed",
  Canceled: "A call was Canceled",
  Otherwise: "No handler above fits",
};

/** What a handler does, with its details: "go to Load". */
export function handlerWords(handler: EditedHandler): string {
  const { action, step, status, message } = handler;
  const later = Number(handler.delaySeconds) > 0 ? ` after ${handler.delaySeconds} s` : "";
  switch (action) {
    case "Continue":
      return "continue";
    case "Goto":
      return step === "" ? "go to a step" : `go to ${step}`;
    case "End":
      return `end the chain, ${status}`;
    case "RestartStep":
      return `restart the step${later}`;
    case "RestartFailed":
      return `restart the failed calls${later}`;
    case "RestartChain":
      return `restart the chain${later}`;
    case "RequestRestart":
      return message === "" ? "request a restart" : `request a restart: ${message}`;
    case "IgnoreChainDefault":
      return "ignore the chain’s handlers";
  }
}

/** What applies where there is no handler, in words. */
export function fallbackWords(source: HandlerSource, on: HandlerTrigger): string {
  if ("handler" in source) {
    const owner = source.level === "chain" ? "the chain" : "Otherwise";
    return `as ${owner} says: ${handlerWords(source.handler)}`;
  }
  if (source.level === "switch") return "by default: request a restart";
  if (on === "Otherwise") return "nothing further";
  return on === "Completed" ? "by default: the next step" : "by default: the chain ends in Error";
}
