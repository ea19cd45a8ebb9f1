import { z } from "zod";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";
import { jsonFault } from "@/lib/domain/definition/json-limits";
import { isExpression, problemText, shownName } from "@/lib/domain/expression/expression";
import { parseExpression } from "@/lib/domain/expression/parse-expression";
import { conformValue, PARAMETER_TYPES } from "./parameter-type";

/** Most parameters of one definition. */
const MAX_PARAMETERS = 500;

/**
 * One parameter of a definition (run-states-and-chains 2.4). A default is a JSON value of the type, or a text that
 * starts with "=" and is an expression; null is none. A default that is a text with "=" in front is written `='=…'`.
 */
export const parameterSchema = z
  .strictObject({
    name: lineSchema(MAX_NAME_LENGTH)
      .min(1, "must not be empty")
      .refine((name) => name !== "__proto__", "must be another name"),
    /** In: fixed at submission. Out: filled by the run. Inout: given, and may be changed by the run. */
    direction: z.enum(["in", "out", "inout"]).default("in"),
    type: z.enum(PARAMETER_TYPES).default("string"),
    required: z.boolean().default(false),
    default: z.unknown().default(null),
  })
  .superRefine((parameter, context) => {
    const problem = parameterProblem(parameter);
    if (problem === null) return;
    context.addIssue({ code: "custom", path: [problem.field], message: problem.message });
  });

/** The parameters of a definition in display order, in which they are resolved. */
export const parametersSchema = z
  .array(parameterSchema)
  .max(MAX_PARAMETERS)
  .superRefine((parameters, context) => {
    const earlier = new Map<string, ParameterDefinition>();
    for (const [index, parameter] of parameters.entries()) {
      if (earlier.has(parameter.name)) {
        const message = "must differ from the names of the other parameters";
        context.addIssue({ code: "custom", path: [index, "name"], message });
      }
      const message = referenceProblem(parameter, earlier);
      if (message !== null) {
        context.addIssue({ code: "custom", path: [index, "default"], message });
      }
      earlier.set(parameter.name, parameter);
    }
  });

export type ParameterDefinition = z.output<typeof parameterSchema>;

interface FieldProblem {
  field: "required" | "default";
  message: string;
}

function parameterProblem(parameter: ParameterDefinition): FieldProblem | null {
  if (parameter.direction === "out") {
    if (parameter.required) {
      return { field: "required", message: "must be false for an out parameter" };
    }
    if (parameter.default !== null) {
      return { field: "default", message: "must be null for an out parameter" };
    }
  }
  const message = defaultProblem(parameter);
  return message === null ? null : { field: "default", message };
}

function defaultProblem({ type, default: value }: ParameterDefinition): string | null {
  if (value === null) return null;
  const fault = jsonFault(value);
  if (fault !== null) {
    return fault.path === "" ? fault.reason : `is not acceptable: '${fault.path}' ${fault.reason}`;
  }
  if (typeof value === "string" && isExpression(value)) {
    const parsed = parseExpression(value, { allow: "default" });
    return parsed.ok ? null : `must be a valid expression; ${problemText(parsed)}`;
  }
  const conformed = conformValue(type, value);
  return conformed.ok ? null : conformed.reason;
}

/** An expression may only refer to parameters with a lower display order that have a value (2.4). */
function referenceProblem(
  { default: value }: ParameterDefinition,
  earlier: ReadonlyMap<string, ParameterDefinition>,
): string | null {
  if (typeof value !== "string" || !isExpression(value)) return null;
  const parsed = parseExpression(value, { allow: "default" });
  if (!parsed.ok) return null;
  for (const { name, position } of parsed.expression.references.parameters) {
    const referred = earlier.get(name);
    if (referred !== undefined && referred.direction !== "out") continue;
    const reason =
      referred === undefined
        ? `There is no parameter ${shownName(name)} before this one.`
        : `The parameter ${shownName(name)} has no value before the run.`;
    return `must be a valid expression; ${problemText({ position, reason })}`;
  }
  return null;
}
