/** What is wrong with an expression, or went wrong in it. */
export interface ExpressionProblem {
  /** Counted from 1 in the text as written, its "=" included, in UTF-16 units as a text field counts them. */
  readonly position: number;
  /** A whole sentence. */
  readonly reason: string;
}

/**
 * What an expression works with: text, number, boolean, nothing (null), an instant (Date), or an object or list that
 * can only be passed on.
 */
export type ExpressionValue = string | number | boolean | null | Date | object;

/** The operators between two values; those of equal rank work from left to right (run-states-and-chains 2.3). */
export type Operator =
  | ("+" | "-" | "*" | "/" | "%")
  | ("===" | "!==" | "<" | "<=" | ">" | ">=")
  | ("&&" | "||");

/** A value that the surroundings of an expression supply. */
export type Reference =
  | { readonly to: "chain"; readonly name: string }
  | { readonly to: "parameter"; readonly name: string }
  | {
      readonly to: "out";
      readonly step: string;
      readonly call: string;
      readonly parameter: string;
    }
  | { readonly to: "returnCode" };

/** One `operator operand` of a row such as `a + b - c`. */
export interface OperationStep {
  readonly operator: Operator;
  readonly position: number;
  readonly operand: ExpressionNode;
}

/** A checked expression: it holds nothing but what is listed here, and its nesting is bounded. */
export type ExpressionNode = { readonly position: number } & (
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  | { readonly kind: "reference"; readonly reference: Reference }
  | { readonly kind: "call"; readonly name: string; readonly operands: readonly ExpressionNode[] }
  | { readonly kind: "minus"; readonly operand: ExpressionNode }
  | { readonly kind: "not"; readonly operand: ExpressionNode }
  | {
      readonly kind: "condition";
      readonly test: ExpressionNode;
      readonly whenTrue: ExpressionNode;
      readonly whenFalse: ExpressionNode;
    }
  /** A row is kept flat, so that its length is not nesting. */
  | {
      readonly kind: "operation";
      readonly first: ExpressionNode;
      readonly steps: readonly OperationStep[];
    }
);

/** A name an expression mentions, and where. */
export interface NameReference {
  readonly name: string;
  readonly position: number;
}

/** An out value of an earlier call that an expression mentions, and where. */
export interface OutReference {
  readonly step: string;
  readonly call: string;
  readonly parameter: string;
  readonly position: number;
}

/** Everything an expression mentions, each mention in the order of the text. */
export interface ExpressionReferences {
  readonly windows: readonly NameReference[];
  readonly events: readonly NameReference[];
  /** `Chain.name` */
  readonly chainParameters: readonly NameReference[];
  /** `Parameters.name` */
  readonly parameters: readonly NameReference[];
  /** `Step.Call.name` */
  readonly outValues: readonly OutReference[];
}

/** A parsed and checked expression. */
export interface Expression {
  readonly root: ExpressionNode;
  readonly references: ExpressionReferences;
}

/** Longest expression, its "=" included, in characters. */
export const MAX_EXPRESSION_LENGTH = 2000;
/** Deepest nesting of brackets, signs and conditions. */
export const MAX_EXPRESSION_DEPTH = 50;
/** Longest text an expression makes, in characters. */
export const MAX_RESULT_LENGTH = 65_536;

/** Whether a text is an expression; any other text stands for itself (run-states-and-chains 2.3). */
export function isExpression(text: string): boolean {
  return text.startsWith("=");
}

/** A problem as the end of a sentence, such as `at position 5: Use "===" to compare.` */
export function problemText({ position, reason }: ExpressionProblem): string {
  return `at position ${position}: ${reason}`;
}

const MAX_SHOWN_LENGTH = 64;

/** A name as it is shown in a sentence: in quotes, cut, without characters that do not print. */
export function shownName(name: string): string {
  const printable = name.replace(/[\p{Cc}\p{Surrogate}\u2028\u2029]/gu, "?");
  return printable.length > MAX_SHOWN_LENGTH
    ? `"${printable.slice(0, MAX_SHOWN_LENGTH)}…"`
    : `"${printable}"`;
}
