import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import { resolveParameters } from "@/lib/domain/chain/parameter-values";
import { AppError } from "@/lib/domain/errors";
import { isExpression } from "@/lib/domain/expression/expression";
import { type ExpressionScope, expressionScope } from "@/lib/domain/expression/expression-scope";
import { loadDefaultScope } from "@/lib/store/operate-parameters";
import type { Queryable } from "@/lib/store/queryable";
import type { NewRun } from "@/lib/store/submit-runs";

type Declared = readonly ParameterDefinition[];

/** Values of a submission, and how they are resolved. */
interface SubmittedValues {
  declared: Declared;
  given: unknown;
}

/** The values a run is submitted with; or which parameter has none that fits, and why, as a predicate of its name. */
export type ResolvedSubmission =
  | { ok: true; values: Readonly<Record<string, unknown>> }
  | { ok: false; parameter: string; reason: string; missing: boolean };

/**
 * Resolves the values of submissions of one tenant at one instant (run-states-and-chains 2.4): given ones, else
 * defaults. What defaults may ask about is loaded once, and only when one of them is an expression.
 */
export function submissionResolver(db: Queryable, { tenantId, now }: Surroundings) {
  let loaded: Promise<ExpressionScope> | undefined;
  const load = async () => expressionScope({ now, ...(await loadDefaultScope(db, tenantId)) });
  return async ({ declared, given }: SubmittedValues): Promise<ResolvedSubmission> => {
    if (hasExpressions(declared)) loaded ??= load();
    const scope = (await loaded) ?? expressionScope({ now });
    return resolveParameters(declared, objectOf(given), { scope, given: "literal" });
  };
}

interface Surroundings {
  tenantId: string;
  now: Date;
}

function hasExpressions(declared: Declared): boolean {
  return declared.some(({ default: value }) => typeof value === "string" && isExpression(value));
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** The refusal of values that do not fit; `field` is where the parameters stand in the request. */
export function refuseValues(
  { parameter, reason }: Extract<ResolvedSubmission, { ok: false }>,
  field = "parameters",
): AppError {
  const path = `${field}.${parameter}`;
  return new AppError("invalid", `'${path}' ${reason}`, { field: path });
}

/** A run whose values do not fit its definition any more: an operator has to correct them (row 7 of the state table). */
export function asModified(
  run: NewRun,
  { parameter, reason, missing }: Extract<ResolvedSubmission, { ok: false }>,
): NewRun {
  const code = missing ? "VALUE_MISSING" : "PARAMETER_ERROR";
  const why = `${code}: Parameter ${parameter} ${reason}`;
  return { ...run, path: ["Modified"], reason: why, ready: false };
}
