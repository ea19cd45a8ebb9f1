import { isTimeZone } from "@/lib/domain/schedule/date/time-zone";
import { type ExpressionValue, MAX_EXPRESSION_LENGTH, shownName } from "./expression";
import { refuse } from "./expression-fault";
import type { ExpressionScope } from "./expression-scope";
import { isInRanges, parseNumberRanges } from "./number-ranges";
import { formatByPattern, timePatternProblem } from "./time-pattern";
import { finite, kindOf, numberOf } from "./values";

/** What an operand has to be. What is said of a text can be checked before anything runs when it is a literal. */
export type OperandKind =
  | "number"
  | "time"
  | "timeZone"
  | "timePattern"
  | "numberRanges"
  /** Names are literals, so that what an expression depends on is known before it runs. */
  | "windowName"
  | "eventName";

interface Call {
  /** The operands, of the kinds the function asks for. */
  readonly number: (index: number) => number;
  readonly time: (index: number) => Date;
  readonly text: (index: number) => string;
  readonly position: number;
  readonly scope: ExpressionScope;
}

interface ExpressionFunction {
  /** As it is written. */
  readonly usage: string;
  readonly operands: readonly OperandKind[];
  /** How many of the operands must be there. */
  readonly required: number;
  readonly apply: (call: Call) => ExpressionValue;
}

const mathFunction = (name: string, apply: (value: number) => number): ExpressionFunction => ({
  usage: `${name}(number)`,
  operands: ["number"],
  required: 1,
  apply: (call) => finite(apply(call.number(0)), call.position),
});

const FUNCTIONS: Readonly<Record<string, ExpressionFunction>> = {
  "Time.now": {
    usage: "Time.now('UTC')",
    operands: ["timeZone"],
    required: 0,
    apply: ({ scope }) => new Date(scope.now.getTime()),
  },
  "Time.format": {
    usage: "Time.format(time, 'yyyy-MM-dd', 'UTC')",
    operands: ["time", "timePattern", "timeZone"],
    required: 2,
    apply: ({ time, text }) => formatByPattern(time(0), text(1), text(2) || "UTC"),
  },
  "Time.isTimeWindowOpen": {
    usage: "Time.isTimeWindowOpen(time, 'WINDOW')",
    operands: ["time", "windowName"],
    required: 2,
    apply: ({ scope, time, text, position }) =>
      scope.isWindowOpen(text(1), time(0)) ??
      refuse(position, `There is no time window ${shownName(text(1))}.`),
  },
  "Event.isEventRaised": {
    usage: "Event.isEventRaised('EVENT')",
    operands: ["eventName"],
    required: 1,
    apply: ({ scope, text, position }) =>
      scope.isEventRaised(text(0)) ?? refuse(position, `There is no event ${shownName(text(0))}.`),
  },
  "Repository.shouldRunAgain": {
    usage: "Repository.shouldRunAgain()",
    operands: [],
    required: 0,
    apply: ({ scope, position }) =>
      scope.shouldRunAgain() ?? refuse(position, "There is no call that could run again."),
  },
  "Math.abs": mathFunction("Math.abs", Math.abs),
  "Math.floor": mathFunction("Math.floor", Math.floor),
  "Math.ceil": mathFunction("Math.ceil", Math.ceil),
  "Math.round": mathFunction("Math.round", roundHalfToEven),
  "Range.inRange": {
    usage: "Range.inRange(number, '1-3,7')",
    operands: ["number", "numberRanges"],
    required: 2,
    apply: ({ number, text }) => {
      const parsed = parseNumberRanges(text(1));
      return parsed.ok && isInRanges(parsed.ranges, number(0));
    },
  },
};

/** Banker's rounding: a half goes to the even neighbour (run-states-and-chains 2.3). */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const part = value - below;
  if (part !== 0.5) return part < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}

/** A function of the language by its full name, or undefined. */
export function functionNamed(
  name: string,
): Pick<ExpressionFunction, "usage" | "operands" | "required"> | undefined {
  return Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
}

/** How the functions that begin with a word are written. */
export function usagesOf(root: string): string[] {
  return Object.entries(FUNCTIONS).flatMap(([name, { usage }]) =>
    name.startsWith(`${root}.`) ? [usage] : [],
  );
}

/** What is wrong with a text as an operand of a kind; the position counts from 1 within the text, 0 is all of it. */
export function textProblem(
  kind: OperandKind,
  text: string,
): { position: number; reason: string } | null {
  switch (kind) {
    case "timeZone":
      return isTimeZone(text)
        ? null
        : { position: 0, reason: `There is no time zone ${shownName(text)}.` };
    case "timePattern":
      return timePatternProblem(text);
    case "numberRanges": {
      const parsed = parseNumberRanges(text);
      return parsed.ok ? null : parsed;
    }
    case "windowName":
    case "eventName":
      return text === "" ? { position: 0, reason: "The name must not be empty." } : null;
    case "number":
    case "time":
      return null;
  }
}

/** An operand's value, and where it stands. */
export interface Operand {
  readonly value: ExpressionValue;
  readonly position: number;
}

/** Applies a function of the language to operands whose number was checked; refuses those of the wrong type. */
export function applyFunction(
  name: string,
  operands: readonly Operand[],
  { scope, position }: { scope: ExpressionScope; position: number },
): ExpressionValue {
  const called = FUNCTIONS[name];
  if (called === undefined) return refuse(position, `There is no function ${shownName(name)}.`);
  operands.forEach((operand, index) => {
    checkOperand(operand, called.operands[index], called.usage);
  });
  const valueAt = (index: number) => operands[index]?.value ?? null;
  return called.apply({
    number: (index) => numberOf(valueAt(index), position, called.usage),
    time: (index) => {
      const value = valueAt(index);
      return value instanceof Date ? value : refuse(position, `${called.usage} needs a time.`);
    },
    text: (index) => {
      const value = valueAt(index);
      return typeof value === "string" ? value : "";
    },
    position,
    scope,
  });
}

function checkOperand(operand: Operand, kind: OperandKind | undefined, usage: string): void {
  const { value, position } = operand;
  const needed = kind === "number" ? "a number" : kind === "time" ? "a time" : "a text";
  if (kindOf(value) !== needed) {
    refuse(position, `${usage} needs ${needed} here, not ${kindOf(value)}.`);
  }
  if (typeof value !== "string" || kind === undefined) return;
  if (value.length > MAX_EXPRESSION_LENGTH) {
    refuse(position, `The text has more than ${MAX_EXPRESSION_LENGTH} characters.`);
  }
  const problem = textProblem(kind, value);
  if (problem !== null) refuse(position, problem.reason);
}
