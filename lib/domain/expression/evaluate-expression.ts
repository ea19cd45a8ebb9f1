import {
  type Expression,
  type ExpressionNode,
  type ExpressionProblem,
  type ExpressionValue,
  MAX_RESULT_LENGTH,
  type OperationStep,
  type Reference,
  shownName,
} from "./expression";
import { attempt, refuse } from "./expression-fault";
import type { ExpressionScope } from "./expression-scope";
import { applyFunction } from "./functions";
import { booleanOf, calculate, compare, numberOf } from "./values";

type EvaluatedExpression =
  | { ok: true; value: ExpressionValue }
  | ({ ok: false } & ExpressionProblem);

/** Characters that one evaluation may join or compare. */
const MAX_WORK = 2_000_000;

interface Evaluation {
  readonly scope: ExpressionScope;
  work: number;
}

/**
 * The value of an expression. Types are strict: arithmetic takes numbers, though `+` joins when either side is a text;
 * `< <= > >=` take two numbers, two texts or two times; `===` holds for the same value of the same type; `! && || ?:`
 * take true or false, and what they do not need is not evaluated. Division by zero, a missing name and anything of
 * the wrong type is a problem, and so is a result over {@link MAX_RESULT_LENGTH} characters. Time is bounded.
 */
export function evaluateExpression(
  { root }: Expression,
  scope: ExpressionScope,
): EvaluatedExpression {
  return attempt(() => {
    const value = evaluate(root, { scope, work: 0 });
    if (typeof value !== "string" || value.length <= MAX_RESULT_LENGTH) return value;
    return refuse(root.position, `The result is longer than ${MAX_RESULT_LENGTH} characters.`);
  });
}

function evaluate(node: ExpressionNode, evaluation: Evaluation): ExpressionValue {
  const { position } = node;
  switch (node.kind) {
    case "value":
      return node.value;
    case "reference":
      return lookUp(node.reference, position, evaluation.scope);
    case "minus":
      return 0 - numberOf(evaluate(node.operand, evaluation), position, '"-"');
    case "not":
      return !booleanOf(evaluate(node.operand, evaluation), position, '"!"');
    case "condition": {
      const holds = booleanOf(evaluate(node.test, evaluation), node.test.position, '"?"');
      return evaluate(holds ? node.whenTrue : node.whenFalse, evaluation);
    }
    case "operation":
      return node.steps.reduce(
        (left, step) => applyStep(left, step, evaluation),
        evaluate(node.first, evaluation),
      );
    case "call": {
      const operands = node.operands.map((operand) => ({
        value: evaluate(operand, evaluation),
        position: operand.position,
      }));
      return applyFunction(node.name, operands, { scope: evaluation.scope, position });
    }
  }
}

function applyStep(
  left: ExpressionValue,
  { operator, position, operand }: OperationStep,
  evaluation: Evaluation,
): ExpressionValue {
  if (operator === "&&" || operator === "||") {
    const isDecided = booleanOf(left, position, `"${operator}"`) === (operator === "||");
    return isDecided
      ? left
      : booleanOf(evaluate(operand, evaluation), operand.position, `"${operator}"`);
  }
  const right = evaluate(operand, evaluation);
  spend(left, right, { evaluation, position });
  switch (operator) {
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return calculate(operator, { left, right, position });
    default:
      return compare(operator, { left, right, position });
  }
}

function spend(
  left: ExpressionValue,
  right: ExpressionValue,
  { evaluation, position }: { evaluation: Evaluation; position: number },
): void {
  for (const value of [left, right]) {
    if (typeof value === "string") evaluation.work += value.length;
  }
  if (evaluation.work > MAX_WORK) refuse(position, "The expression works on too much text.");
}

function lookUp(reference: Reference, position: number, scope: ExpressionScope): ExpressionValue {
  const value = known(reference, scope);
  if (value === undefined) return refuse(position, unknownSentence(reference));
  const isUsable =
    value instanceof Date
      ? !Number.isNaN(value.getTime())
      : typeof value !== "number" || Number.isFinite(value);
  return isUsable ? value : refuse(position, "The value is not a valid number or time.");
}

function known(reference: Reference, scope: ExpressionScope): ExpressionValue | undefined {
  switch (reference.to) {
    case "chain":
      return scope.chainParameter(reference.name);
    case "parameter":
      return scope.parameter(reference.name);
    case "out":
      return scope.outValue(reference.step, reference.call, reference.parameter);
    case "returnCode":
      return scope.returnCode ?? undefined;
  }
}

function unknownSentence(reference: Reference): string {
  switch (reference.to) {
    case "chain":
      return `The chain has no parameter ${shownName(reference.name)}.`;
    case "parameter":
      return `There is no earlier parameter ${shownName(reference.name)}.`;
    case "out": {
      const { step, call, parameter } = reference;
      return `There is no value ${shownName(parameter)} of the call ${shownName(call)} in the step ${shownName(step)}.`;
    }
    case "returnCode":
      return "There is no return code.";
  }
}
