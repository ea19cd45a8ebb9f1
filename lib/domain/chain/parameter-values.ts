import { evaluateExpression } from "@/lib/domain/expression/evaluate-expression";
import {
  type ExpressionValue,
  isExpression,
  problemText,
} from "@/lib/domain/expression/expression";
import type { ExpressionScope } from "@/lib/domain/expression/expression-scope";
import type { ExpressionUse } from "@/lib/domain/expression/expression-use";
import { parseExpression } from "@/lib/domain/expression/parse-expression";
import type { ParameterDefinition } from "./parameter-definition";
import { conformPlainText, conformValue } from "./parameter-type";

/** Values of parameters by name, as JSON; a parameter without a value is left out. */
export type ParameterValues = Readonly<Record<string, unknown>>;

type ResolvedParameters =
  | { ok: true; values: ParameterValues }
  | {
      ok: false;
      parameter: string;
      /** A predicate that follows the parameter's name. */
      reason: string;
      /** A required value is not there: the run becomes Modified rather than wrong. */
      missing: boolean;
    };

interface Resolution {
  readonly scope: ExpressionScope;
  /**
   * How given values are meant. `mapping`: those of a call; a text with "=" in front is an expression, another text may
   * stand for a number or a truth value. `literal`: those of a submission; taken as they are.
   */
  readonly given: "mapping" | "literal";
}

type Found = { ok: true; value: unknown } | { ok: false; reason: string };

/**
 * The in values of a run: given ones, else defaults, in display order (run-states-and-chains 2.4). Null is no value,
 * wherever it comes from. Types are strict. Names that are not declared are refused, unless the definition declares no
 * parameters at all: then everything is passed on.
 */
export function resolveParameters(
  definitions: readonly ParameterDefinition[],
  given: ParameterValues,
  resolution: Resolution,
): ResolvedParameters {
  if (definitions.length === 0) return passOn(given, resolution);
  const refused = undeclared(definitions, given);
  if (refused !== null) return refused;
  const values = new Map<string, unknown>();
  for (const definition of definitions) {
    if (definition.direction === "out") continue;
    const { name, required } = definition;
    const found = findValue(definition, given, { ...resolution, earlier: values, definitions });
    if (!found.ok) return { ok: false, parameter: name, reason: found.reason, missing: false };
    if (found.value !== null) values.set(name, found.value);
    else if (required) {
      return { ok: false, parameter: name, reason: "must have a value", missing: true };
    }
  }
  return { ok: true, values: Object.fromEntries(values) };
}

function passOn(given: ParameterValues, { scope, given: meaning }: Resolution): ResolvedParameters {
  const values: [string, unknown][] = [];
  for (const [name, value] of Object.entries(given)) {
    const found = meaning === "mapping" ? mappedValue("json", value, scope) : literal(value);
    if (!found.ok) return { ok: false, parameter: name, reason: found.reason, missing: false };
    values.push([name, found.value]);
  }
  return { ok: true, values: Object.fromEntries(values) };
}

function undeclared(
  definitions: readonly ParameterDefinition[],
  given: ParameterValues,
): Extract<ResolvedParameters, { ok: false }> | null {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  for (const name of Object.keys(given)) {
    const definition = byName.get(name);
    if (definition !== undefined && definition.direction !== "out") continue;
    const reason =
      definition === undefined
        ? "is not a parameter of the definition"
        : "is an out parameter, which the run fills";
    return { ok: false, parameter: name, reason, missing: false };
  }
  return null;
}

interface DefinitionResolution extends Resolution {
  readonly earlier: ReadonlyMap<string, unknown>;
  readonly definitions: readonly ParameterDefinition[];
}

function findValue(
  definition: ParameterDefinition,
  given: ParameterValues,
  resolution: DefinitionResolution,
): Found {
  const { name, type } = definition;
  const value = Object.hasOwn(given, name) ? given[name] : null;
  const found =
    resolution.given === "mapping"
      ? mappedValue(type, value, resolution.scope)
      : conformed(type, value);
  if (!found.ok || found.value !== null) return found;
  return defaultValue(definition, resolution);
}

function defaultValue(definition: ParameterDefinition, resolution: DefinitionResolution): Found {
  const { type, default: value } = definition;
  if (typeof value !== "string" || !isExpression(value)) return conformed(type, value);
  const earlier = Object.fromEntries(resolution.earlier);
  const scope = {
    ...resolution.scope,
    parameter: (name: string) => parameterValue(resolution.definitions, earlier, name),
  };
  const found = evaluated(value, { scope, allow: "default" });
  return found.ok ? conformed(type, found.value) : found;
}

function mappedValue(
  type: ParameterDefinition["type"],
  value: unknown,
  scope: ExpressionScope,
): Found {
  if (typeof value !== "string") return conformed(type, value);
  if (!isExpression(value)) return conformPlainText(type, value);
  const found = evaluated(value, { scope, allow: "mapping" });
  return found.ok ? conformed(type, found.value) : found;
}

function evaluated(
  text: string,
  { scope, allow }: { scope: ExpressionScope; allow: ExpressionUse },
): Found {
  const parsed = parseExpression(text, { allow });
  const result = parsed.ok ? evaluateExpression(parsed.expression, scope) : parsed;
  if (result.ok) return result;
  return { ok: false, reason: `has an expression that fails ${problemText(result)}` };
}

function conformed(type: ParameterDefinition["type"], value: unknown): Found {
  return value === null || value === undefined ? literal(null) : conformValue(type, value);
}

function literal(value: unknown): Found {
  return { ok: true, value };
}

/**
 * A parameter's value as expressions see it, for the look-ups of a scope: a date is a time there. Null without a value;
 * undefined when the definition has no such parameter.
 */
export function parameterValue(
  definitions: readonly ParameterDefinition[],
  values: ParameterValues,
  name: string,
): ExpressionValue | undefined {
  const definition = definitions.find((candidate) => candidate.name === name);
  const isKnown = definition !== undefined || definitions.length === 0;
  const value = isKnown && Object.hasOwn(values, name) ? values[name] : undefined;
  if (value === undefined) return definition === undefined ? undefined : null;
  if (definition?.type === "date" && typeof value === "string") return new Date(value);
  const isValue =
    value === null || ["string", "number", "boolean", "object"].includes(typeof value);
  return isValue ? value : undefined;
}
