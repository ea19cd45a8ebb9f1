import { z } from "zod";
import { lineSchema, MAX_NAME_LENGTH } from "@/lib/domain/definition/definition-fields";
import { evaluateExpression } from "@/lib/domain/expression/evaluate-expression";
import { problemText, shownName } from "@/lib/domain/expression/expression";
import { expressionSchema } from "@/lib/domain/expression/expression-schema";
import type { ExpressionScope } from "@/lib/domain/expression/expression-scope";
import { parseExpression } from "@/lib/domain/expression/parse-expression";

/**
 * The precondition of a step, or of a call, whose expressions may ask `Repository.shouldRunAgain()` too
 * (run-states-and-chains 2.3): a time window that has to be open or closed, an expression that has to be true, or both.
 */
export function preconditionSchema(of: "step" | "call") {
  return z
    .strictObject({
      window: lineSchema(MAX_NAME_LENGTH).min(1, "must not be empty").nullable().default(null),
      /** Whether the window has to be open; false: it has to be closed. */
      open: z.boolean().default(true),
      expression: expressionSchema(of === "step" ? "precondition" : "callPrecondition")
        .nullable()
        .default(null),
    })
    .superRefine(({ window, expression }, context) => {
      if (window !== null || expression !== null) return;
      context.addIssue({ code: "custom", message: "must have a window, an expression or both" });
    });
}

export interface Precondition {
  readonly window: string | null;
  readonly open: boolean;
  readonly expression: string | null;
}

/**
 * Whether a step or call runs: absent is `run`, both parts must hold, otherwise `skip`. What cannot be evaluated is an
 * error whose sentence ends the step or call, never a skip (run-states-and-chains 8.2 rule 9). The expression is not
 * evaluated when the window already says no.
 */
export function evaluatePrecondition(
  precondition: Precondition | null,
  scope: ExpressionScope,
): "run" | "skip" | { error: string } {
  if (precondition === null) return "run";
  const { window, open, expression } = precondition;
  if (window !== null) {
    const isOpen = scope.isWindowOpen(window, scope.now);
    if (isOpen === null) {
      return {
        error: `The precondition names a time window ${shownName(window)} that does not exist.`,
      };
    }
    if (isOpen !== open) return "skip";
  }
  return expression === null ? "run" : evaluateCondition(expression, scope);
}

function evaluateCondition(
  text: string,
  scope: ExpressionScope,
): "run" | "skip" | { error: string } {
  // A step's look-up knows no call, so that admitting more here admits nothing.
  const parsed = parseExpression(text, { allow: "callPrecondition" });
  if (!parsed.ok) return { error: `The precondition is wrong ${problemText(parsed)}` };
  const result = evaluateExpression(parsed.expression, scope);
  if (!result.ok) return { error: `The precondition failed ${problemText(result)}` };
  if (typeof result.value === "boolean") return result.value ? "run" : "skip";
  return { error: "The precondition must give true or false." };
}
