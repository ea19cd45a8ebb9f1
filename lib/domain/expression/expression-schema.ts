import { z } from "zod";
import { MAX_EXPRESSION_LENGTH, problemText } from "./expression";
import type { ExpressionUse } from "./expression-use";
import { parseExpression } from "./parse-expression";

/** The text of an expression that may stand where the use says; its "=" included. */
export function expressionSchema(use: ExpressionUse) {
  return z
    .string()
    .max(MAX_EXPRESSION_LENGTH)
    .superRefine((text, context) => {
      const parsed = parseExpression(text, { allow: use });
      if (parsed.ok) return;
      const message = `must be a valid expression; ${problemText(parsed)}`;
      context.addIssue({ code: "custom", message });
    });
}
