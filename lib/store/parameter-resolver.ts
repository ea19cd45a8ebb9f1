import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import { resolveParameters } from "@/lib/domain/chain/parameter-values";
import { isExpression } from "@/lib/domain/expression/expression";
import { type ExpressionScope, expressionScope } from "@/lib/domain/expression/expression-scope";
import { loadDefaultScope } from "./operate-parameters";
import type { Queryable } from "./queryable";
import type { NewRun } from "./submit-runs";

type Declared = readonly ParameterDefinition[];

/** Values of a submission, and how they are resolved. */
interface SubmittedValues {
  declared: Declared;
  given: unknown;
  /** The instant defaults are evaluated at. */
  now: Date;
}

/** The values a run is submitted with; or which parameter has none that fits, and why, as a predicate of its name. */
export type ResolvedSubmission =
  | { ok: true; values: Readonly<Record<string, unknown>> }
  | { ok: false; parameter: string; reason: string; missing: boolean };

/**
 * Resolves the values of submissions of one tenant (run-states-and-chains 2.4): given ones, else defaults. What defaults
 * may ask about is loaded once, and only when one of them is an expression.
 */
export function parameterResolver(db: Queryable, tenantId: string) {
  let loaded: Promise<Partial<ExpressionScope>> | undefined;
  return async ({ declared, given, now }: SubmittedValues): Promise<ResolvedSubmission> => {
    if (hasExpressions(declared)) loaded ??= loadDefaultScope(db, tenantId);
    const scope = expressionScope({ now, ...(await loaded) });
    return resolveParameters(declared, objectOf(given), { scope, given: "literal" });
  };
}

function hasExpressions(declared: Declared): boolean {
  return declared.some(({ default: value }) => typeof value === "string" && isExpression(value));
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
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

/**
 * A run nobody waits for the acceptance of, with its values resolved: misfits make it Modified. What has ended already,
 * or declares no parameters, stays as it is. Defaults count as of its start when that is still ahead.
 */
export async function withResolvedParameters(
  run: NewRun,
  { declared, now }: { declared: Declared | null; now: Date },
  resolve: ReturnType<typeof parameterResolver>,
): Promise<NewRun> {
  if (declared === null || run.ended) return run;
  const at = run.startAt > now ? run.startAt : now;
  const resolved = await resolve({ declared, given: run.parameters, now: at });
  return resolved.ok ? { ...run, parameters: resolved.values } : asModified(run, resolved);
}
