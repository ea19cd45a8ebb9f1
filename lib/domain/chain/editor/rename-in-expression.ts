import type { Expression as SyntaxNode } from "acorn";
import { isExpression } from "@/lib/domain/expression/expression";
import type { ExpressionUse } from "@/lib/domain/expression/expression-use";
import { pathOf } from "@/lib/domain/expression/names";
import { parseExpression } from "@/lib/domain/expression/parse-expression";
import { parseSyntax } from "@/lib/domain/expression/syntax";
import { outReferenceText, quoted } from "./expression-reference";

/** The step and call an expression refers to. */
export interface Referred {
  readonly step: string;
  readonly call: string;
}

interface Mention {
  readonly start: number;
  readonly end: number;
  readonly names: readonly [string, string, string];
  /** Written `Out('Step', 'Call', 'parameter')`. */
  readonly isCall: boolean;
}

/**
 * The text with the out values it refers to under other names; the rest of it stays letter for letter. A text that is
 * no valid expression stays as it is.
 */
export function renameInExpression(
  text: string,
  { use, rename }: { use: ExpressionUse; rename: (referred: Referred) => Referred },
): string {
  if (!isExpression(text)) return text;
  const parsed = parseExpression(text, { allow: use });
  if (!parsed.ok || parsed.expression.references.outValues.length === 0) return text;
  // From the end to the start, so that the places before stay right.
  return mentionsIn(parseSyntax(text)).reduceRight((result, { start, end, names, isCall }) => {
    const [step, call, parameter] = names;
    const renamed = rename({ step, call });
    if (renamed.step === step && renamed.call === call) return result;
    const written = isCall
      ? `Out(${[renamed.step, renamed.call, parameter].map(quoted).join(", ")})`
      : outReferenceText({ ...renamed, parameter });
    return `${result.slice(0, start)}${written}${result.slice(end)}`;
  }, text);
}

/** Every mention of an out value, in the order of the text. */
function mentionsIn(node: SyntaxNode): Mention[] {
  switch (node.type) {
    case "MemberExpression": {
      const path = pathOf(node);
      const [step, call, parameter] = path?.names ?? [];
      return step === undefined || call === undefined || parameter === undefined
        ? []
        : [{ start: node.start, end: node.end, names: [step, call, parameter], isCall: false }];
    }
    case "CallExpression": {
      const operands = node.arguments.filter((operand) => operand.type !== "SpreadElement");
      const isOut = node.callee.type === "Identifier" && node.callee.name === "Out";
      if (!isOut) return operands.flatMap(mentionsIn);
      const [step, call, parameter] = operands.map(textOf);
      return step === undefined || call === undefined || parameter === undefined
        ? []
        : [{ start: node.start, end: node.end, names: [step, call, parameter], isCall: true }];
    }
    case "ParenthesizedExpression":
      return mentionsIn(node.expression);
    case "UnaryExpression":
      return mentionsIn(node.argument);
    case "BinaryExpression":
      return node.left.type === "PrivateIdentifier"
        ? []
        : [...mentionsIn(node.left), ...mentionsIn(node.right)];
    case "LogicalExpression":
      return [...mentionsIn(node.left), ...mentionsIn(node.right)];
    case "ConditionalExpression":
      return [node.test, node.consequent, node.alternate].flatMap(mentionsIn);
    default:
      return [];
  }
}

function textOf(node: SyntaxNode): string | undefined {
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}
