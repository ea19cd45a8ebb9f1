import { evaluateExpression } from "@/lib/domain/expression/evaluate-expression";
import { problemText } from "@/lib/domain/expression/expression";
import { type ExpressionScope, expressionScope } from "@/lib/domain/expression/expression-scope";
import { parseExpression } from "@/lib/domain/expression/parse-expression";
import type { WindowLookup } from "@/lib/domain/schedule/time-window";
import { isWindowOpen } from "@/lib/domain/schedule/window-openings";
import type { ChainPicture } from "./chain-picture";
import type { ChainPlace, ChainScope, ResolvedCall } from "./chain-scope";
import { resolveOutputs } from "./output-values";
import type { ParameterDefinition } from "./parameter-definition";
import { type ParameterValues, parameterValue, resolveParameters } from "./parameter-values";
import { evaluatePrecondition } from "./precondition";

/** What was loaded for the expressions of one chain. */
export interface ChainKnowledge {
  picture: ChainPicture;
  newId: () => string;
  windows: WindowLookup;
  /** Raised or not, by the name of the event; what is missing does not exist. */
  events: ReadonlyMap<string, boolean>;
  chainParameters: { definitions: readonly ParameterDefinition[]; values: ParameterValues };
  /** The parameters a definition declares; null when there is no such definition. */
  parametersOf: (definition: string) => readonly ParameterDefinition[] | null;
  /** What a call was given and gave, by the id of its run. */
  valuesOf: (runId: string) => { parameters: ParameterValues; result: unknown } | null;
}

/** The questions a decision about a chain may ask, answered from what was loaded for it. */
export function scopeOfChain(known: ChainKnowledge): ChainScope {
  return {
    newId: known.newId,
    evaluate: (precondition, place) => evaluatePrecondition(precondition, scopeAt(known, place)),
    evaluateSwitch: (text, place) => {
      const parsed = parseExpression(text, { allow: "scheduling" });
      const result = parsed.ok
        ? evaluateExpression(parsed.expression, scopeAt(known, place))
        : parsed;
      if (!result.ok) return { error: `An expression fails ${problemText(result)}` };
      if (typeof result.value === "boolean") return result.value;
      return { error: "An expression must give true or false." };
    },
    resolveCall: (call, place): ResolvedCall => {
      const declared = known.parametersOf(call.definition) ?? [];
      const scope = scopeAt(known, place);
      const resolved = resolveParameters(declared, call.parameters, { scope, given: "mapping" });
      if (resolved.ok) return { ok: true, parameters: resolved.values };
      const reason = `Parameter ${resolved.parameter} ${resolved.reason}`;
      return { ok: false, missing: resolved.missing, reason };
    },
  };
}

function scopeAt(known: ChainKnowledge, place: ChainPlace): ExpressionScope {
  const { definitions, values } = known.chainParameters;
  return expressionScope({
    now: known.picture.now,
    isWindowOpen: (name, at) => {
      const window = known.windows.window(name);
      return window === null ? null : isWindowOpen(window, at, known.windows);
    },
    isEventRaised: (name) => known.events.get(name) ?? null,
    chainParameter: (name) => parameterValue(definitions, values, name),
    outValue: (step, call, parameter) => outValue(known, { step, call }, parameter),
    shouldRunAgain: () => (place.call === null ? null : !hasCompleted(known.picture, place)),
  });
}

/** The last run of a call that came to something gives its out values; one that was kept stands for it. */
function outValue(known: ChainKnowledge, place: { step: string; call: string }, name: string) {
  const definition = definitionOf(known.picture, place);
  if (definition === null) return undefined;
  const run = runsOf(known.picture, place).findLast(
    ({ state, keepsResultOf }) =>
      keepsResultOf !== null || state === "Completed" || state === "Error",
  );
  const declared = known.parametersOf(definition) ?? [];
  const found = run ? known.valuesOf(run.keepsResultOf ?? run.id) : null;
  const result = found?.result ?? {};
  if (declared.length === 0) {
    const isObject = typeof result === "object" && result !== null;
    return parameterValue([], isObject ? { ...result } : {}, name) ?? null;
  }
  const { values } = resolveOutputs(declared, found?.parameters ?? {}, { out: result });
  return parameterValue(
    declared.filter(({ direction }) => direction !== "in"),
    values,
    name,
  );
}

function definitionOf({ definition }: ChainPicture, place: { step: string; call: string }) {
  const step = definition.steps.find(({ name }) => name === place.step);
  return step?.calls.find(({ name }) => name === place.call)?.definition ?? null;
}

function runsOf(picture: ChainPicture, place: { step: string; call: string | null }) {
  const steps = new Set(
    picture.steps.filter(({ name }) => name === place.step).map(({ id }) => id),
  );
  return picture.calls.filter(({ stepRunId, name }) => name === place.call && steps.has(stepRunId));
}

function hasCompleted(picture: ChainPicture, place: ChainPlace): boolean {
  return runsOf(picture, place).some(
    ({ state, keepsResultOf }) => state === "Completed" || keepsResultOf !== null,
  );
}
