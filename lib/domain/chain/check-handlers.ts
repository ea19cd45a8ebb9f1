import { error, type Finding, warning } from "@/lib/domain/definition/finding";
import type { ChainDefinition, ChainStep } from "./chain-definition";
import type { StatusHandler } from "./status-handler";

/**
 * Checks the handlers of a chain and of its steps: no trigger twice on one level, no Goto to a step that is not there;
 * warns of restarts that a step's limit of starts never allows (run-states-and-chains 8.2 rule 7).
 */
export function checkHandlers(chain: ChainDefinition): Finding[] {
  return [
    ...checkLevel(chain.handlers, "chain.handlers", (handler) => restartsNothing(handler, chain)),
    ...chain.steps.flatMap((step, index) =>
      checkLevel(step.handlers, `chain.steps.${index}.handlers`, (handler) =>
        startsTooOften(handler, { chain, step, index }),
      ),
    ),
    ...unknownTargets(chain),
  ];
}

function checkLevel(
  handlers: readonly StatusHandler[],
  path: string,
  cannotStart: (handler: StatusHandler) => string | null,
): Finding[] {
  const seen = new Set<string>();
  return handlers.flatMap((handler, index) => {
    const findings: Finding[] = [];
    if (seen.has(handler.on)) {
      findings.push(error(`${path}.${index}.on`, `is given a second time: ${handler.on}`));
    }
    seen.add(handler.on);
    const step = cannotStart(handler);
    if (step === null) return findings;
    const limit = `'${step}' has a maxStarts of 1, so there is never more than one start of it`;
    return [...findings, warning(`${path}.${index}.action`, `starts nothing again: ${limit}`)];
  });
}

const STEP_RESTARTS: readonly StatusHandler["action"][] = ["RestartStep", "RestartFailed"];

/** The step that a handler of a step would start again although it may start once only. */
function startsTooOften(
  handler: StatusHandler,
  { chain, step, index }: { chain: ChainDefinition; step: ChainStep; index: number },
): string | null {
  if (STEP_RESTARTS.includes(handler.action)) return step.maxStarts === 1 ? step.name : null;
  if (handler.action !== "Goto") return null;
  const target = chain.steps.findIndex(({ name }) => name === handler.step);
  const isBack = target >= 0 && target <= index;
  return isBack && chain.steps[target]?.maxStarts === 1 ? handler.step : null;
}

/** A restart of the chain's own handlers does something as long as one step may start again. */
function restartsNothing({ action }: StatusHandler, { steps }: ChainDefinition): string | null {
  const isIdle = STEP_RESTARTS.includes(action) && steps.every(({ maxStarts }) => maxStarts === 1);
  return isIdle ? (steps[0]?.name ?? null) : null;
}

function unknownTargets(chain: ChainDefinition): Finding[] {
  const names = new Set(chain.steps.map(({ name }) => name));
  const levels = [
    { handlers: chain.handlers, path: "chain.handlers" },
    ...chain.steps.map(({ handlers }, index) => ({
      handlers,
      path: `chain.steps.${index}.handlers`,
    })),
  ];
  return levels.flatMap(({ handlers, path }) =>
    handlers.flatMap((handler, index) =>
      handler.action === "Goto" && !names.has(handler.step)
        ? [
            error(
              `${path}.${index}.step`,
              `names the step '${handler.step}', which the chain does not have`,
            ),
          ]
        : [],
    ),
  );
}
