import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateExpression } from "./evaluate-expression";
import type { ExpressionValue } from "./expression";
import { expressionScope } from "./expression-scope";
import type { ExpressionUse } from "./expression-use";
import { parseNumberRanges } from "./number-ranges";
import { parseExpression } from "./parse-expression";
import { formatByPattern, timePatternProblem } from "./time-pattern";

const USES: ExpressionUse[] = [
  "precondition",
  "callPrecondition",
  "mapping",
  "scheduling",
  "default",
  "comment",
  "returnCode",
];

const PIECES = [
  ..."()[]{}.,?:;+-*/%<>=!&|^~`'\"\\#@$0",
  "===",
  "!==",
  "<=",
  ">=",
  "&&",
  "||",
  "=>",
  "...",
  "//",
  "/*",
  "*/",
  "<!--",
  "-->",
  "\n",
  "\u2028",
  "\0",
  "\ud800",
  " ",
  "1",
  "1e308",
  "'a'",
  '"b c"',
  "true",
  "null",
  "async",
  "await",
  "of",
  "new",
  "function",
  "class",
  "import",
  "yield",
  "let",
  "Chain.a",
  "Chain['b']",
  "Parameters.a",
  "Step.Call.x",
  "Out('a','b','c')",
  "returnCode",
  "Time",
  "Time.now(",
  "Time.format(Time.now(),",
  "Time.isTimeWindowOpen(Time.now(),'W')",
  "Math.round(",
  "Range.inRange(",
  "Repository.shouldRunAgain()",
  "constructor",
  "__proto__",
];

const valueArbitrary: fc.Arbitrary<ExpressionValue | undefined> = fc.oneof(
  fc.double(),
  fc.string(),
  fc.boolean(),
  fc.constantFrom(null, undefined, [], {}),
  fc.date(),
);

const { sound: soundArbitrary } = fc.letrec<{ sound: string }>((tie) => {
  const sound = tie("sound");
  const operator = fc.constantFrom(..."+ - * / % === !== < <= > >= && ||".split(" "));
  return {
    sound: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("1", "0", "2.5", "'a'", "''", "true", "false", "null", "Time.now()"),
      fc.constantFrom("Chain.a", "Step.Call.x", "Out('a', 'b', 'c')"),
      fc.tuple(sound, operator, sound).map((parts) => parts.join(" ")),
      fc.tuple(fc.constantFrom("!", "- "), sound).map((parts) => parts.join("")),
      fc.tuple(sound, sound, sound).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      sound.map((operand) => `(${operand})`),
      sound.map((operand) => `Math.round(${operand})`),
      fc.tuple(sound, sound).map(([a, b]) => `Range.inRange(${a}, ${b})`),
      fc.tuple(sound, sound).map(([a, b]) => `Time.format(${a}, ${b})`),
    ),
  };
});

const textArbitrary = fc.oneof(
  soundArbitrary.map((text) => `=${text}`),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => `=${pieces.join("")}`),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => `=${pieces.join(" ")}`),
  fc
    .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 3000 }))
    .map(([piece, times]) => `=${piece.repeat(times)}`),
);

describe("any text", () => {
  it("is parsed and evaluated, or refused with a position within it and a sentence", () => {
    fc.assert(
      fc.property(textArbitrary, fc.constantFrom(...USES), valueArbitrary, (text, allow, value) => {
        const parsed = parseExpression(text, { allow });
        const scope = expressionScope({
          now: new Date("2026-11-21T00:00:00Z"),
          chainParameter: () => value,
          parameter: () => value,
          outValue: () => value,
          returnCode: 3,
        });
        const result = parsed.ok ? evaluateExpression(parsed.expression, scope) : parsed;
        if (result.ok) return;
        expect(result.position).toBeGreaterThanOrEqual(1);
        expect(result.position).toBeLessThanOrEqual(Math.max(text.length, 1));
        expect(result.reason).toMatch(/^[A-Za-z"].*[.]$/s);
      }),
      { numRuns: 4000 },
    );
  });

  it("is a list of ranges, or refused with a position within it", () => {
    const ranges = fc.string({ unit: fc.constantFrom(..."0123456789-, x"), maxLength: 15 });
    fc.assert(
      fc.property(ranges, (text) => {
        const parsed = parseNumberRanges(text);
        if (parsed.ok) return;
        expect(parsed.position).toBeGreaterThanOrEqual(1);
        expect(parsed.position).toBeLessThanOrEqual(Math.max(text.length, 1));
      }),
    );
  });

  it("formats a time, or is refused with a position within it", () => {
    const patterns = fc.string({ unit: fc.constantFrom(..."yMdEHhamsS'- x"), maxLength: 15 });
    fc.assert(
      fc.property(patterns, fc.date({ noInvalidDate: true }), (pattern, at) => {
        const problem = timePatternProblem(pattern);
        if (problem === null) formatByPattern(at, pattern, "Europe/Berlin");
        else expect(problem.position).toBeLessThanOrEqual(pattern.length);
      }),
    );
  });
});

/* The oracle computes on the tree; the text is written from the tree with only the brackets it needs. */

type Tree = number | { operator: string; left: Tree; right: Tree };

const RANKS: Record<string, number> = { "+": 1, "-": 1, "*": 2, "/": 2, "%": 2 };

function compute(tree: Tree): number {
  if (typeof tree === "number") return tree;
  const [left, right] = [compute(tree.left), compute(tree.right)];
  switch (tree.operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0 ? Number.NaN : left / right;
    default:
      return right === 0 ? Number.NaN : left % right;
  }
}

function write(tree: Tree, rank: number): string {
  if (typeof tree === "number") return String(tree);
  const own = RANKS[tree.operator] ?? 0;
  const text = `${write(tree.left, own)} ${tree.operator} ${write(tree.right, own + 1)}`;
  return own < rank ? `(${text})` : text;
}

const { tree: treeArbitrary } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    fc.nat({ max: 20 }),
    fc.record({
      operator: fc.constantFrom("+", "-", "*", "/", "%"),
      left: tie("tree"),
      right: tie("tree"),
    }),
  ),
}));

describe("arithmetic", () => {
  it("binds as the ranks of the operators say, from left to right", () => {
    fc.assert(
      fc.property(treeArbitrary, (tree) => {
        const parsed = parseExpression(`=${write(tree, 0)}`, { allow: "mapping" });
        if (!parsed.ok) throw new Error(parsed.reason);
        const result = evaluateExpression(
          parsed.expression,
          expressionScope({ now: new Date("2026-11-21T00:00:00Z") }),
        );
        const expected = compute(tree);
        if (Number.isFinite(expected)) expect(result).toEqual({ ok: true, value: expected + 0 });
        else expect(result.ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
