import { z } from "zod";
import { evaluateExpression } from "@/lib/domain/expression/evaluate-expression";
import {
  isExpression,
  MAX_EXPRESSION_LENGTH,
  problemText,
} from "@/lib/domain/expression/expression";
import { expressionScope } from "@/lib/domain/expression/expression-scope";
import { isInRanges, parseNumberRanges } from "@/lib/domain/expression/number-ranges";
import { parseExpression } from "@/lib/domain/expression/parse-expression";

type ReturnCodeVerdict = { ok: true; success: boolean } | { ok: false; reason: string };

/**
 * Which return codes mean Completed: a list such as `-3,10-20,50-` (up to 3, 10 to 20, 50 and more), or an expression
 * over `returnCode` that is true or false, such as `=returnCode % 2 === 0` (run-states-and-chains 1.2).
 */
export const returnCodesSchema = z
  .string()
  .min(1, "must not be empty")
  .max(MAX_EXPRESSION_LENGTH)
  .superRefine((rule, context) => {
    const parsed = parseRule(rule);
    if (parsed.ok) return;
    const message = `must be a list of return codes or an expression; ${problemText(parsed)}`;
    context.addIssue({ code: "custom", message });
  });

/**
 * Whether a return code means Completed (run-states-and-chains 1.2): without a rule only 0 does; with a list 0 must be
 * in it as well. A rule that cannot be evaluated is a refusal, whose reason is a sentence.
 */
export function isSuccessfulReturnCode(rule: string | null, code: number): ReturnCodeVerdict {
  if (rule === null) return { ok: true, success: code === 0 };
  const parsed = parseRule(rule);
  if (!parsed.ok) return failed(parsed);
  if ("ranges" in parsed) return { ok: true, success: isInRanges(parsed.ranges, code) };
  // The use of the rule admits neither clock nor anything else but the code.
  const scope = expressionScope({ now: new Date(0), returnCode: code });
  const result = evaluateExpression(parsed.expression, scope);
  if (!result.ok) return failed(result);
  if (typeof result.value === "boolean") return { ok: true, success: result.value };
  return { ok: false, reason: "The rule for return codes must give true or false." };
}

function parseRule(rule: string) {
  return isExpression(rule)
    ? parseExpression(rule, { allow: "returnCode" })
    : parseNumberRanges(rule);
}

function failed(problem: { position: number; reason: string }): ReturnCodeVerdict {
  return { ok: false, reason: `The rule for return codes is wrong ${problemText(problem)}` };
}
