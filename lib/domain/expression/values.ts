import { type ExpressionValue, MAX_RESULT_LENGTH, type Operator } from "./expression";
import { refuse } from "./expression-fault";

/** The type of a value, as its words in a sentence. */
export type ValueKind =
  | "a text"
  | "a number"
  | "true or false"
  | "null"
  | "a time"
  | "an object or list";

/** The type of a value. */
export function kindOf(value: ExpressionValue): ValueKind {
  if (value === null) return "null";
  if (typeof value === "string") return "a text";
  if (typeof value === "number") return "a number";
  if (typeof value === "boolean") return "true or false";
  return value instanceof Date ? "a time" : "an object or list";
}

/** The value when it is true or false; what needs it begins the sentence otherwise. */
export function booleanOf(value: ExpressionValue, position: number, needer: string): boolean {
  if (typeof value === "boolean") return value;
  return refuse(position, `${needer} needs true or false, not ${kindOf(value)}.`);
}

/** The value when it is a number; what needs it begins the sentence otherwise. */
export function numberOf(value: ExpressionValue, position: number, needer: string): number {
  if (typeof value === "number") return value;
  return refuse(position, `${needer} needs a number, not ${kindOf(value)}.`);
}

/** A result of arithmetic; the zero below zero is zero. */
export function finite(value: number, position: number): number {
  if (Number.isFinite(value)) return value + 0;
  return refuse(position, "The result is too large for a number.");
}

type ArithmeticOperator = Extract<Operator, "+" | "-" | "*" | "/" | "%">;
type ComparingOperator = Extract<Operator, "===" | "!==" | "<" | "<=" | ">" | ">=">;
interface Pair {
  readonly left: ExpressionValue;
  readonly right: ExpressionValue;
  readonly position: number;
}

/** Arithmetic on numbers; `+` joins when either side is a text. */
export function calculate(operator: ArithmeticOperator, pair: Pair): ExpressionValue {
  const { left, right, position } = pair;
  if (operator === "+" && (typeof left === "string" || typeof right === "string")) {
    return joined(textOf(left, position), textOf(right, position), position);
  }
  const needer = operator === "+" ? '"+" without a text' : `"${operator}"`;
  const a = numberOf(left, position, needer);
  const b = numberOf(right, position, needer);
  if (b === 0 && (operator === "/" || operator === "%")) {
    return refuse(position, "A number cannot be divided by zero.");
  }
  return finite(arithmetic(operator, a, b), position);
}

function arithmetic(operator: ArithmeticOperator, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
  }
}

function joined(left: string, right: string, position: number): string {
  if (left.length + right.length <= MAX_RESULT_LENGTH) return left + right;
  return refuse(position, `The text becomes longer than ${MAX_RESULT_LENGTH} characters.`);
}

/** A value as part of a text; a time is written as in ISO 8601, UTC. */
function textOf(value: ExpressionValue, position: number): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Date) return value.toISOString();
  return refuse(position, `"+" cannot join a text and ${kindOf(value)}.`);
}

/** Whether a comparison holds: values of different types are never equal and have no order. */
export function compare(operator: ComparingOperator, pair: Pair): boolean {
  switch (operator) {
    case "===":
      return isEqual(pair);
    case "!==":
      return !isEqual(pair);
    default:
      return isOrdered(operator, pair);
  }
}

function isEqual({ left, right, position }: Pair): boolean {
  const kind = kindOf(left);
  if (kind !== kindOf(right)) return false;
  if (kind === "an object or list") {
    return refuse(position, "Objects and lists cannot be compared.");
  }
  return comparable(left) === comparable(right);
}

function isOrdered(operator: "<" | "<=" | ">" | ">=", { left, right, position }: Pair): boolean {
  const [a, b] = [comparable(left), comparable(right)];
  const kind = kindOf(left);
  if (kind !== kindOf(right)) {
    return refuse(position, `"${operator}" cannot compare ${kind} with ${kindOf(right)}.`);
  }
  if (typeof a === "number" && typeof b === "number") return inOrder(operator, a, b);
  if (typeof a === "string" && typeof b === "string") return inOrder(operator, a, b);
  return refuse(position, `"${operator}" compares numbers, texts or times, not ${kind}.`);
}

function inOrder<T extends number | string>(operator: "<" | "<=" | ">" | ">=", a: T, b: T) {
  switch (operator) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

function comparable(value: ExpressionValue): ExpressionValue {
  return value instanceof Date ? value.getTime() : value;
}
