import type { HandlerTrigger } from "@/lib/domain/chain/status-handler";
import type { EditedChain, EditedHandler, EditedStep } from "./edited-chain";

/** Where the answer to a trigger comes from when a level has no handler for it. */
export type HandlerSource =
  /** A handler of the same level, or of the chain above it. */
  | { readonly level: "same" | "chain"; readonly handler: EditedHandler }
  | { readonly level: "switch" | "default" };

/**
 * What applies to a trigger that has no handler of its own on this level: the level's `Otherwise`, the chain's handlers,
 * the request for a restart, at last the system default (run-states-and-chains 8.2 rule 4). `step` null: on the level
 * of the chain.
 */
export function fallbackOf(
  chain: EditedChain,
  step: EditedStep | null,
  on: HandlerTrigger,
): HandlerSource {
  const own = step ?? chain;
  const otherwise = on === "Otherwise" ? undefined : handlerFor(own.handlers, "Otherwise");
  if (otherwise !== undefined) return { level: "same", handler: otherwise };
  const above = step === null ? [] : chain.handlers;
  const ofChain = handlerFor(above, on) ?? handlerFor(above, "Otherwise");
  if (ofChain !== undefined) return { level: "chain", handler: ofChain };
  const isAsked = chain.requestRestartByDefault && on !== "Completed" && on !== "Otherwise";
  return { level: isAsked ? "switch" : "default" };
}

function handlerFor(
  handlers: readonly EditedHandler[],
  on: HandlerTrigger,
): EditedHandler | undefined {
  return handlers.find((handler) => handler.on === on);
}

/** The handlers with this one for its trigger; null removes it. At most one stays for each trigger. */
export function withHandler(
  handlers: readonly EditedHandler[],
  on: HandlerTrigger,
  handler: EditedHandler | null,
): EditedHandler[] {
  const first = handlers.findIndex((other) => other.on === on);
  const others = handlers.filter((other) => other.on !== on);
  if (handler === null) return others;
  return others.toSpliced(first < 0 ? others.length : first, 0, handler);
}
