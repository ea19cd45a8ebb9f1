import { buildExpression } from "./build-expression";
import {
  type Expression,
  type ExpressionProblem,
  isExpression,
  MAX_EXPRESSION_LENGTH,
} from "./expression";
import { attempt, refuse } from "./expression-fault";
import type { ExpressionUse } from "./expression-use";
import { checkTokens } from "./lexical-check";
import { referencesOf } from "./references";
import { parseSyntax } from "./syntax";

type ParsedExpression = { ok: true; expression: Expression } | ({ ok: false } & ExpressionProblem);

/**
 * Parses and checks an expression for the place where it will stand: operators, names, functions and the number of
 * their operands (run-states-and-chains 2.3). Text that does not start with "=" is not an expression. Types are
 * checked when it is evaluated. Never throws, and its time is bounded for any text.
 *
 * - Values: numbers, texts in single or double quotes with backslash escapes, `true`, `false`, `null`.
 * - Operators from strong to weak: `-` and `!` before a value; `* / %`; `+ -`; `< <= > >=`; `=== !==`; `&&`; `||`;
 *   `a ? b : c`. Brackets group.
 * - Names: `Chain.name`, `Step.Call.name` (an out value of an earlier call; names that are no words in brackets, as in
 *   `Load['Call 1'].rows`, or all three as `Out('Load data', 'Call 1', 'rows')`), `Parameters.name` (an earlier
 *   parameter, in defaults), `returnCode` (in the rule for return codes).
 * - Functions: those of `Time`, `Event`, `Repository`, `Math` and `Range`.
 */
export function parseExpression(
  text: string,
  { allow }: { allow: ExpressionUse },
): ParsedExpression {
  const parsed = attempt(() => {
    checkText(text);
    checkTokens(text);
    return buildExpression(parseSyntax(text), { text, use: allow });
  });
  if (!parsed.ok) return parsed;
  return { ok: true, expression: { root: parsed.value, references: referencesOf(parsed.value) } };
}

function checkText(text: string): void {
  if (!isExpression(text)) refuse(1, 'An expression starts with "=".');
  if (text.length > MAX_EXPRESSION_LENGTH) {
    refuse(
      MAX_EXPRESSION_LENGTH + 1,
      `An expression has at most ${MAX_EXPRESSION_LENGTH} characters.`,
    );
  }
  if (text.slice(1).trim() === "") refuse(1, 'The expression is missing after "=".');
}
