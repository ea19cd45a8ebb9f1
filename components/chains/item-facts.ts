import { handlerWords } from "@/components/chains/handler-words";
import type { EditedCall, EditedChain, EditedStep } from "@/lib/domain/chain/editor/edited-chain";
import { mappedText } from "@/lib/domain/chain/editor/mapped-value";

/** One thing that is set, in words; nothing is said of what is as by default. */
export type ItemFact = { label: string; value: string; mono?: boolean };

/** What is set for a chain as a whole. */
export function chainFacts({ requestRestartByDefault, handlers, steps }: EditedChain): ItemFact[] {
  const calls = steps.reduce((sum, step) => sum + step.calls.length, 0);
  return [
    { label: "Steps", value: `${steps.length} with ${calls} calls together` },
    {
      label: "A bad end without a handler",
      value: requestRestartByDefault ? "requests a restart" : "ends the chain in Error",
    },
    ...handlerFacts(handlers),
  ];
}

/** What is set for a step. */
export function stepFacts(step: EditedStep): ItemFact[] {
  return [
    ...fact("Description", step.description),
    ...(step.disabled ? [{ label: "Disabled", value: "yes, it ends Ignored" }] : []),
    { label: "Starts", value: `at most ${step.maxStarts}, the first included` },
    ...conditionFacts(step.precondition),
    ...handlerFacts(step.handlers),
  ];
}

/** What is set for a call. */
export function callFacts(call: EditedCall): ItemFact[] {
  return [
    ...Object.entries(call.parameters).map(([name, value]) => ({
      label: name,
      value: mappedText("json", value),
      mono: true,
    })),
    ...conditionFacts(call.precondition),
    ...switchFact("Disabled", call.disabled),
    ...switchFact("On hold", call.hold),
    ...(call.ignoreStatus ? [{ label: "Status", value: "does not count for its step" }] : []),
    ...fact("Queue", call.queue),
    ...fact("Priority", call.priority),
    ...fact("Start at", call.startAt),
    ...fact("Time window", call.window),
    ...fact(
      "Open at least",
      call.minimumOpenSeconds === null ? null : `${call.minimumOpenSeconds} s`,
    ),
    ...fact("Runs after", call.after.join(", ")),
  ];
}

function conditionFacts(condition: EditedStep["precondition"]): ItemFact[] {
  if (condition === null) return [];
  const { window, open, expression } = condition;
  return [
    ...fact("Runs only while", window === null ? null : `${window} is ${open ? "open" : "closed"}`),
    ...(expression === null ? [] : [{ label: "Runs only if", value: expression, mono: true }]),
  ];
}

function switchFact(label: string, value: boolean | string): ItemFact[] {
  if (typeof value === "string") return [{ label: `${label} if`, value, mono: true }];
  return value ? [{ label, value: "yes" }] : [];
}

function handlerFacts(handlers: EditedStep["handlers"]): ItemFact[] {
  return handlers.map((handler) => ({ label: `On ${handler.on}`, value: handlerWords(handler) }));
}

function fact(label: string, value: string | number | null): ItemFact[] {
  return value === null || value === "" ? [] : [{ label, value: String(value) }];
}
