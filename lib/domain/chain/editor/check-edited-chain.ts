import { type Callable, checkChain } from "@/lib/domain/chain/check-chain";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import { conformPlainText, conformValue } from "@/lib/domain/chain/parameter-type";
import { error, type Finding, warning } from "@/lib/domain/definition/finding";
import { isExpression } from "@/lib/domain/expression/expression";
import { chainInputOf, checkableChain } from "./chain-input";
import type { EditedCall, EditedChain, EditedStep } from "./edited-chain";
import { shapeProblems } from "./shape-problems";

/** What an edited chain is checked against. */
export interface EditedChainToCheck {
  readonly chain: EditedChain;
  /** The name of the chain's own definition; it can't call itself. */
  readonly name: string;
  /** Parameters of the chain's own definition. */
  readonly parameters: readonly ParameterDefinition[];
  /** The definition of a name; null when there is none, undefined while that is not known. */
  readonly called: (name: string) => Callable | null | undefined;
}

/** A finding at the item it belongs to. */
export interface PlacedFinding extends Finding {
  /** Key of the step or call; null for the chain itself. */
  readonly key: number | null;
  /** As in `calls` or `handlers.0.step`, within the item. */
  readonly field: string;
}

/**
 * Everything that is wrong with a chain as it is typed: the shape of its fields, and what they mean together. Warnings
 * do not keep it from being saved.
 */
export function checkEditedChain(check: EditedChainToCheck): PlacedFinding[] {
  const { chain, parameters, called } = check;
  const meaning = checkChain({
    chain: checkableChain(chain),
    parameters,
    // An empty name is a matter of shape.
    called: (name) => (name === "" ? undefined : called(name)),
  });
  // Of two findings at one field the one that knows the place in the text says more.
  const known = new Set(meaning.map(({ path }) => path));
  const shape = shapeProblems(chainInputOf(chain)).filter(({ path }) => !known.has(path));
  return [...shape, ...meaning, ...chain.steps.flatMap((step, at) => checkCalls(step, at, check))]
    .map((finding) => placeFinding(chain, finding))
    .sort(byPlace(chain));
}

function checkCalls(step: EditedStep, at: number, check: EditedChainToCheck): Finding[] {
  const noCalls =
    step.calls.length === 0
      ? [warning(`chain.steps.${at}.calls`, "are missing: the step ends at once, Completed")]
      : [];
  return [
    ...noCalls,
    ...step.calls.flatMap((call, index) =>
      checkCall(call, `chain.steps.${at}.calls.${index}`, check),
    ),
  ];
}

function checkCall(call: EditedCall, path: string, check: EditedChainToCheck): Finding[] {
  const findings: Finding[] = [];
  if (call.definition !== "" && call.definition === check.name) {
    findings.push(error(`${path}.definition`, "is the chain itself, which can't call itself"));
  }
  const declared = check.called(call.definition)?.parameters ?? [];
  return [
    ...findings,
    ...declared.flatMap((parameter) => {
      const problem = mappedValueProblem(parameter, call);
      return problem === null ? [] : [warning(`${path}.parameters.${parameter.name}`, problem)];
    }),
  ];
}

/** Why the run will not take what it is given. */
function mappedValueProblem(parameter: ParameterDefinition, call: EditedCall): string | null {
  if (parameter.direction === "out") return null;
  const value = Object.hasOwn(call.parameters, parameter.name)
    ? call.parameters[parameter.name]
    : null;
  if (value === null) {
    const isMissing = parameter.required && parameter.default === null;
    return isMissing ? "is required and has no default; the call will be Modified" : null;
  }
  if (typeof value === "string" && isExpression(value)) return null;
  const conformed =
    typeof value === "string"
      ? conformPlainText(parameter.type, value)
      : conformValue(parameter.type, value);
  return conformed.ok ? null : conformed.reason;
}

const PATH = /^chain\.(?:steps\.(\d+)\.(?:calls\.(\d+)(?:\.|$))?)?(.*)$/;

/** A finding of the API or of a check, at the step or call its path leads to. */
export function placeFinding(chain: EditedChain, finding: Finding): PlacedFinding {
  const [, step, call, field = ""] = PATH.exec(finding.path) ?? [];
  const atStep = step === undefined ? undefined : chain.steps[Number(step)];
  const atCall = call === undefined ? undefined : atStep?.calls[Number(call)];
  return { ...finding, key: atCall?.key ?? atStep?.key ?? null, field };
}

/** In the order in which the chain is read; errors before warnings at the same item. */
function byPlace({ steps }: EditedChain) {
  const keys = steps.flatMap((step) => [step.key, ...step.calls.map(({ key }) => key)]);
  const order = new Map<number | null, number>(keys.map((key, index) => [key, index]));
  const rank = ({ key, severity }: PlacedFinding) =>
    (order.get(key) ?? -1) * 2 + (severity === "error" ? 0 : 1);
  return (a: PlacedFinding, b: PlacedFinding) => rank(a) - rank(b);
}
