import type {
  DrawnCall,
  DrawnItem,
  DrawnJump,
  DrawnMark,
  DrawnStep,
} from "@/components/chains/drawn-chain";
import { handlerWords } from "@/components/chains/handler-words";
import type { PlacedFinding } from "@/lib/domain/chain/editor/check-edited-chain";
import type { EditedCall, EditedChain, EditedStep } from "@/lib/domain/chain/editor/edited-chain";

/** Id of the chain itself in the drawing. */
export const CHAIN_ID = "chain";

/** Id of a step or call in the drawing, and back. */
export function drawnId(key: number | null): string {
  return key === null ? CHAIN_ID : String(key);
}

export function keyOfDrawn(id: string): number | null {
  return id === CHAIN_ID ? null : Number(id);
}

/** The gravest finding at each step and call; that of the chain itself at null. */
export function problemsByKey(
  findings: readonly PlacedFinding[],
): ReadonlyMap<number | null, "error" | "warning"> {
  const problems = new Map<number | null, "error" | "warning">();
  for (const { key, severity } of findings) {
    if (problems.get(key) !== "error") problems.set(key, severity);
  }
  return problems;
}

type Problems = ReturnType<typeof problemsByKey>;

/** Draws the steps of a chain; a step nothing has changed for is the same object as before. */
export function createStepDrawer(): (chain: EditedChain, problems: Problems) => DrawnStep[] {
  const drawn = new WeakMap<EditedStep, { marks: string; step: DrawnStep }>();
  return (chain, problems) =>
    chain.steps.map((step) => {
      const marks = [step, ...step.calls].map(({ key }) => problems.get(key) ?? "").join(" ");
      const before = drawn.get(step);
      if (before?.marks === marks) return before.step;
      const next = drawnStep(step, problems);
      drawn.set(step, { marks, step: next });
      return next;
    });
}

function drawnStep(step: EditedStep, problems: Problems): DrawnStep {
  return {
    ...drawnItem(step, problems),
    marks: stepMarks(step),
    handlers: step.handlers.map((handler) => `${handler.on} → ${handlerWords(handler)}`),
    calls: step.calls.map(
      (call): DrawnCall => ({
        ...drawnItem(call, problems),
        definition: call.definition,
        marks: callMarks(call),
      }),
    ),
  };
}

function drawnItem({ key, name }: { key: number; name: string }, problems: Problems): DrawnItem {
  return { id: drawnId(key), name, problem: problems.get(key) };
}

function stepMarks({ disabled, precondition, maxStarts }: EditedStep): DrawnMark[] {
  return [
    ...mark(disabled, "disabled", "Disabled"),
    ...mark(precondition !== null, "condition", "Runs only if its precondition holds"),
    ...mark(maxStarts !== 1, "starts", `Up to ${maxStarts} starts`),
  ];
}

function callMarks(call: EditedCall): DrawnMark[] {
  const { disabled, hold, precondition, queue, priority, startAt, window } = call;
  return [
    ...mark(
      disabled !== false,
      "disabled",
      disabled === true ? "Disabled" : "Disabled by an expression",
    ),
    ...mark(hold !== false, "hold", hold === true ? "On hold" : "On hold by an expression"),
    ...mark(precondition !== null, "condition", "Runs only if its precondition holds"),
    ...mark(call.ignoreStatus, "ignored", "Its end does not count for the step"),
    ...mark(queue !== null || priority !== null, "queue", queueWords(call)),
    ...mark(startAt !== null || window !== null, "time", "Waits for its time or window"),
  ];
}

function queueWords({ queue, priority }: EditedCall): string {
  return [queue === null ? "" : `Queue ${queue}`, priority === null ? "" : `priority ${priority}`]
    .filter(Boolean)
    .join(", ");
}

function mark(isShown: boolean, kind: DrawnMark["kind"], words: string): DrawnMark[] {
  return isShown ? [{ kind, words }] : [];
}

/** The Goto handlers of the steps as arrows. */
export function drawnJumps({ steps }: EditedChain): DrawnJump[] {
  const idOf = new Map(steps.map(({ name, key }) => [name, drawnId(key)]));
  return steps.flatMap((step) =>
    step.handlers.flatMap(({ on, action, step: target }) => {
      const to = action === "Goto" ? idOf.get(target) : undefined;
      return to === undefined ? [] : [{ from: drawnId(step.key), to, label: on }];
    }),
  );
}
