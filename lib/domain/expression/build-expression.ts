import type {
  BinaryExpression,
  CallExpression,
  LogicalExpression,
  Expression as SyntaxNode,
} from "acorn";
import { type ExpressionNode, type OperationStep, type Operator, shownName } from "./expression";
import { refuse } from "./expression-fault";
import type { ExpressionUse } from "./expression-use";
import { functionNamed, type OperandKind, textProblem, usagesOf } from "./functions";
import { checkRoot, isRoot, type Path, pathOf, referenceOf } from "./names";

/** The source of an expression and where the expression will stand. */
export interface Source {
  readonly text: string;
  readonly use: ExpressionUse;
}

const OPERATORS = "+ - * / % === !== < <= > >= && ||".split(" ");

/** Makes our own tree of a syntax tree; refuses everything that is not of the language, and wrong names. */
export function buildExpression(node: SyntaxNode, source: Source): ExpressionNode {
  const position = node.start + 1;
  switch (node.type) {
    case "ParenthesizedExpression":
      return buildExpression(node.expression, source);
    case "Literal":
      return { kind: "value", value: literalOf(node.value, position), position };
    case "Identifier":
    case "MemberExpression": {
      const path = pathOf(node);
      if (path === null) return refuse(position, NOT_OF_THE_LANGUAGE);
      return { kind: "reference", reference: referenceOf(path, source.use), position };
    }
    case "UnaryExpression": {
      const kind = node.operator === "!" ? "not" : "minus";
      if (kind === "minus" && node.operator !== "-") {
        return refuse(position, `There is a value missing before "${node.operator}".`);
      }
      return { kind, operand: buildExpression(node.argument, source), position };
    }
    case "BinaryExpression":
    case "LogicalExpression":
      return buildOperation(node, source);
    case "ConditionalExpression":
      return {
        kind: "condition",
        test: buildExpression(node.test, source),
        whenTrue: buildExpression(node.consequent, source),
        whenFalse: buildExpression(node.alternate, source),
        position,
      };
    case "CallExpression":
      return buildCall(node, source);
    case "SequenceExpression":
      return refuse(
        commaAfter(node.expressions[0], source),
        "Only operands of a function are separated by commas.",
      );
    case "ArrayExpression":
      return refuse(position, "A list cannot be written in an expression.");
    default:
      return refuse(position, NOT_OF_THE_LANGUAGE);
  }
}

const NOT_OF_THE_LANGUAGE = "This is not part of the expression language.";

function commaAfter(node: SyntaxNode | undefined, { text }: Source): number {
  return text.indexOf(",", node?.end ?? 0) + 1;
}

function literalOf(value: unknown, position: number): string | number | boolean | null {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "string") return refuse(position, "The number is too large.");
  // What cannot be stored must not arise: a NUL, or half of a character.
  if (value.includes("\0") || /\p{Surrogate}/u.test(value)) {
    return refuse(position, "A text cannot hold NUL or incomplete characters.");
  }
  return value;
}

/** Goes down the left side in a loop: a row of operators of any length costs no recursion. */
function buildOperation(
  node: BinaryExpression | LogicalExpression,
  source: Source,
): ExpressionNode {
  const steps: OperationStep[] = [];
  let at: SyntaxNode = node;
  while (at.type === "BinaryExpression" || at.type === "LogicalExpression") {
    if (at.left.type === "PrivateIdentifier") return refuse(at.start + 1, NOT_OF_THE_LANGUAGE);
    const { operator } = at;
    const position = source.text.indexOf(operator, at.left.end) + 1;
    if (!isOperator(operator)) return refuse(position, NOT_OF_THE_LANGUAGE);
    steps.push({ operator, position, operand: buildExpression(at.right, source) });
    at = at.left;
  }
  const first = buildExpression(at, source);
  return { kind: "operation", first, steps: steps.reverse(), position: node.start + 1 };
}

function isOperator(text: string): text is Operator {
  return OPERATORS.includes(text);
}

function buildCall(node: CallExpression, source: Source): ExpressionNode {
  const position = node.start + 1;
  const path = pathOf(node.callee);
  if (path === null) return refuse(position, "Only a function can stand before brackets.");
  const operands = node.arguments.map((operand) =>
    operand.type === "SpreadElement"
      ? refuse(operand.start + 1, NOT_OF_THE_LANGUAGE)
      : buildExpression(operand, source),
  );
  return path.names[0] === "Out"
    ? outCall(path, operands, source)
    : functionCall(path, operands, source);
}

function functionCall(
  { names, position }: Path,
  operands: readonly ExpressionNode[],
  source: Source,
): ExpressionNode {
  const [root] = names;
  const name = names.join(".");
  const called = functionNamed(name);
  if (called === undefined || !isRoot(root)) {
    const others = usagesOf(root);
    const hint = others.length > 0 ? ` There is ${others.join(", ")}.` : "";
    return refuse(position, `There is no function ${shownName(name)}.${hint}`);
  }
  checkRoot(root, position, source.use);
  if (operands.length < called.required || operands.length > called.operands.length) {
    return refuse(position, `Write ${called.usage}.`);
  }
  operands.forEach((operand, index) => {
    const kind = called.operands[index];
    if (kind !== undefined) checkLiteral(operand, kind, source);
  });
  return { kind: "call", name, operands, position };
}

function checkLiteral(operand: ExpressionNode, kind: OperandKind, { text }: Source): void {
  const isName = kind === "windowName" || kind === "eventName";
  if (operand.kind !== "value" || typeof operand.value !== "string") {
    if (isName) refuse(operand.position, "The name has to stand here in quotes.");
    return;
  }
  const problem = textProblem(kind, operand.value);
  if (problem === null) return;
  const { value, position } = operand;
  // With escapes in between, a place within the text is not known; then it is the text as a whole.
  const isPlain = text.startsWith(value, position);
  refuse(isPlain ? position + problem.position : position, problem.reason);
}

function outCall(
  { names, position }: Path,
  operands: readonly ExpressionNode[],
  { use }: Source,
): ExpressionNode {
  checkRoot("Out", position, use);
  const [step, call, parameter, ...more] = operands.map((operand) =>
    operand.kind === "value" && typeof operand.value === "string" ? operand.value : undefined,
  );
  if (
    names.length > 1 ||
    step === undefined ||
    call === undefined ||
    parameter === undefined ||
    more.length > 0
  ) {
    return refuse(position, "Write Out('Step', 'Call', 'parameter').");
  }
  return { kind: "reference", reference: { to: "out", step, call, parameter }, position };
}
