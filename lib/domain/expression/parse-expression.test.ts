import { describe, expect, it } from "vitest";
import { MAX_EXPRESSION_DEPTH, MAX_EXPRESSION_LENGTH } from "./expression";
import type { ExpressionUse } from "./expression-use";
import { parseExpression } from "./parse-expression";

function problemOf(text: string, allow: ExpressionUse = "mapping") {
  const parsed = parseExpression(text, { allow });
  return parsed.ok ? null : { position: parsed.position, reason: parsed.reason };
}

describe("what is refused, and where (positions count from 1, the = included)", () => {
  it.each<[text: string, position: number, reason: RegExp]>([
    ["1 + 1", 1, /starts with "="/],
    [" =1", 1, /starts with "="/],
    ["=", 1, /missing after "="/],
    ["=  \n", 1, /missing after "="/],
    ["=1 == 1", 4, /Use "==="/],
    ["=1 != 1", 4, /Use "!=="/],
    ["=Chain.x = 1", 10, /assigned/],
    ["=Chain.x += 1", 10, /"\+=" is not part/],
    ["=1--1", 3, /blank or a bracket/],
    ["=1++", 3, /"\+\+" is not part/],
    ["=+1", 2, /value missing before "\+"/],
    ["=~1", 2, /"~" is not part/],
    ["=1 & 1", 4, /"&&"/],
    ["=1 | 1", 4, /"\|\|"/],
    ["=1 ** 2", 4, /"\*\*" is not part/],
    ["=1 ?? 2", 4, /"\?\?" is not part/],
    ["=Chain?.x", 7, /"\?\." is not part/],
    ["=1 << 2", 4, /"<<" is not part/],
    ["=`a`", 2, /single or double quotes/],
    ["=/a/.test('a')", 2, /value missing before "\/"/],
    ["=1 + /a/", 6, /value missing before "\/"/],
    ["=1 // one", 4, /comments/],
    ["=1 /* one */", 4, /comments/],
    ["=/* one */ 1", 2, /comments/],
    ["=new Date()", 2, /"new" is not part/],
    ["=this", 2, /"this" is not part/],
    ["=typeof 1", 2, /"typeof" is not part/],
    ["='a' in Chain", 6, /"in" is not part/],
    ["=function(){}", 2, /"function" is not part/],
    ["=() => 1", 5, /"=>" is not part/],
    ["=async x", 8, /operator missing/],
    ["={}", 2, /"\{" is not part/],
    ["=1; 2", 3, /";" is not part/],
    ["=#a", 2, /is not part/],
    ["=@a", 2, /"@" is not part/],
    ["=[1]", 2, /list cannot be written/],
    ["=1, 2", 3, /commas/],
    ["=(1, 2)", 4, /commas/],
    ["=true and false", 7, /"&&"/],
    ["=true or false", 7, /"\|\|"/],
    ["=1 2", 4, /operator missing/],
    ["=1 )", 4, /something left/],
    ["=(1", 3, /not complete/],
    ["=1 +", 4, /not complete/],
    ["=1 + * 2", 6, /"\*" is not expected/],
    ["='abc", 2, /no end/],
    ["='\\x1'", 5, /backslash escape/],
    ["='\\07'", 3, /backslash escape/],
    ["='\\ud800'", 2, /incomplete characters/],
    ["='\\0'", 2, /NUL/],
    ["=1.5.2", 5, /operator missing/],
    ["=0x1F", 2, /Write a number/],
    ["=.5", 2, /Write a number/],
    ["=1_000", 2, /Write a number/],
    ["=10n", 2, /Write a number/],
    ["=007", 2, /Write a number/],
    ["=12abc", 4, /Write a number/],
    ["=1e999", 2, /too large/],
    ["=\\u0043hain.x", 2, /backslash/],
    ["=Chain.new", 8, /\['new'\]/],
  ])("%j", (text, position, reason) => {
    expect(problemOf(text)).toEqual({ position, reason: expect.stringMatching(reason) });
  });

  it("names that are not known", () => {
    for (const name of ["undefined", "NaN", "Infinity", "globalThis", "constructor", "chain"]) {
      expect(problemOf(`=1 + ${name}`)).toEqual({
        position: 6,
        reason: expect.stringContaining(`There is no "${name}"`),
      });
    }
  });

  it.each<[text: string, position: number, reason: RegExp]>([
    ["=Chain", 2, /Write Chain.name/],
    ["=Chain.a.b", 2, /Write Chain.name/],
    ["=Chain[1]", 8, /name in quotes/],
    ["=Chain[Chain.a]", 8, /name in quotes/],
    ["=Load.Call", 2, /Step.Call.parameter/],
    ["=Load.Call.rows.more", 2, /Step.Call.parameter/],
    ["='a'.length", 2, /Only a name/],
    ["=(Chain).a", 2, /Only a name/],
    ["=Math.abs(1).a", 2, /Only a name/],
    ["=Math.abs", 2, /Write Math.abs\(number\)/],
    ["=Math", 2, /Math.abs\(number\) or Math.floor/],
    ["=Math.PI", 2, /Write Math.abs/],
    ["=Math.max(1, 2)", 2, /no function "Math.max".*There is Math.abs/],
    ["=Time.constructor('x')", 2, /no function/],
    ["=eval('1')", 2, /no function "eval"/],
    ["=(Math.abs)(1)", 2, /Only a function/],
    ["=Math.abs(1)(2)", 2, /Only a function/],
    ["=Math.abs()", 2, /Write Math.abs\(number\)/],
    ["=Math.abs(1, 2)", 2, /Write Math.abs\(number\)/],
    ["=Math.abs(...Chain.a)", 11, /"\.\.\." is not part/],
    ["=Out('a', 'b')", 2, /Write Out\(/],
    ["=Out('a', 'b', Chain.c)", 2, /Write Out\(/],
    ["=Out('a', 'b', 'c', 'd')", 2, /Write Out\(/],
    ["=Out", 2, /Write Out\(/],
    ["=Time.now('Mars/Base')", 11, /no time zone "Mars\/Base"/],
    ["=Time.format(Time.now(), 'YYYY')", 27, /knows no "YYYY"/],
    ["=Time.isTimeWindowOpen(Time.now(), Chain.w)", 36, /in quotes/],
    ["=Time.isTimeWindowOpen(Time.now(), '')", 36, /empty/],
    ["=Event.isEventRaised('A' + 'B')", 22, /in quotes/],
    ["=Range.inRange(1, '1-3,x')", 24, /Write a number/],
    ["=Range.inRange(1, '\\x31-3,x')", 19, /Write a number/],
  ])("%j", (text, position, reason) => {
    expect(problemOf(text)).toEqual({ position, reason: expect.stringMatching(reason) });
  });

  it("text over the greatest length", () => {
    const text = (length: number) => `='${"a".repeat(length - 3)}'`;
    expect(problemOf(text(MAX_EXPRESSION_LENGTH))).toBeNull();
    expect(problemOf(text(MAX_EXPRESSION_LENGTH + 1))?.position).toBe(MAX_EXPRESSION_LENGTH + 1);
  });
});

describe("nesting is bounded, length is not nesting", () => {
  const nest = (before: string, core: string, after: string) => (depth: number) =>
    `=${before.repeat(depth)}${core}${after.repeat(depth)}`;

  it.each([
    ["brackets", nest("(", "1", ")")],
    ["signs", nest("!", "true", "")],
    ["minus", nest("- ", "1", "")],
    ["functions", nest("Math.abs(", "1", ")")],
    ["conditions in the last place", nest("true ? 1 : ", "1", "")],
    ["conditions in the middle", nest("true ? ", "1", " : 1")],
  ])("%s", (_name, make) => {
    expect(problemOf(make(MAX_EXPRESSION_DEPTH))).toBeNull();
    expect(problemOf(make(MAX_EXPRESSION_DEPTH + 1))?.reason).toMatch(/nested deeper/);
  });

  it("counts signs in front of a bracket together with it", () => {
    const levels = MAX_EXPRESSION_DEPTH / 2;
    const of = (depth: number) => `=${"!(".repeat(depth)}true${")".repeat(depth)}`;
    expect(problemOf(of(levels))).toBeNull();
    expect(problemOf(of(levels + 1))?.reason).toMatch(/nested deeper/);
  });

  it("takes rows as long as a text can be", () => {
    expect(problemOf(`=1${"+1".repeat(999)}`)).toBeNull();
    expect(problemOf(`=true${"||true".repeat(330)}`)).toBeNull();
    expect(problemOf(`=Math.abs(1)${"+(true?1:2)".repeat(180)}`)).toBeNull();
  });

  it.each([
    "(",
    "[",
    "!",
    "-",
    "-(",
    "a.",
    "a(",
    "a?",
    "1?1:",
    "{",
    "x=>",
    "`${",
    "/(",
    "a of/(",
    "await/(",
    "a.if(b)/(",
    "(a,",
    "new ",
    "[[,",
  ])("a text full of %j is refused in good order", (piece) => {
    const text = `=${piece.repeat(MAX_EXPRESSION_LENGTH)}`.slice(0, MAX_EXPRESSION_LENGTH);
    expect(problemOf(text)).not.toBeNull();
    expect(problemOf(`=a of /${"(".repeat(1900)}`)).not.toBeNull();
  });
});

describe("what may stand where", () => {
  it.each<[text: string, uses: ExpressionUse[]]>([
    ["=Chain.x", ["precondition", "callPrecondition", "mapping", "scheduling"]],
    ["=Load.Call.rows", ["precondition", "callPrecondition", "mapping", "scheduling"]],
    ["=Out('a', 'b', 'c')", ["precondition", "callPrecondition", "mapping", "scheduling"]],
    ["=Repository.shouldRunAgain()", ["callPrecondition"]],
    ["=Parameters.x", ["default", "comment"]],
    ["=returnCode === 0", ["returnCode"]],
    [
      "=Event.isEventRaised('E')",
      ["precondition", "callPrecondition", "mapping", "scheduling", "default"],
    ],
    [
      "=Time.now('UTC')",
      ["precondition", "callPrecondition", "mapping", "scheduling", "default", "comment"],
    ],
    [
      "=Math.abs(1)",
      [
        "precondition",
        "callPrecondition",
        "mapping",
        "scheduling",
        "default",
        "comment",
        "returnCode",
      ],
    ],
  ])("%s", (text, uses) => {
    const all: ExpressionUse[] = [
      "precondition",
      "callPrecondition",
      "mapping",
      "scheduling",
      "default",
      "comment",
      "returnCode",
    ];
    expect(all.filter((use) => problemOf(text, use) === null)).toEqual(uses);
  });

  it("says so in a sentence", () => {
    expect(problemOf("=Chain.x", "default")).toEqual({
      position: 2,
      reason: '"Chain" has no meaning in the default of a parameter.',
    });
  });
});

describe("what an expression refers to", () => {
  it("is listed with its positions, in the order of the text", () => {
    const text =
      "=Time.isTimeWindowOpen(Time.now('UTC'), 'NIGHT') && (Event.isEventRaised(\"GO\") ? Chain.a > 1 : !(Load.Call.rows === Out('B c', 'd', 'e')) && Chain['b c'] === -Load['Call 1'].x)";
    const parsed = parseExpression(text, { allow: "precondition" });
    expect(parsed.ok && parsed.expression.references).toEqual({
      windows: [{ name: "NIGHT", position: 41 }],
      events: [{ name: "GO", position: 74 }],
      chainParameters: [
        { name: "a", position: text.indexOf("Chain.a") + 1 },
        { name: "b c", position: text.indexOf("Chain['b c']") + 1 },
      ],
      parameters: [],
      outValues: [
        {
          step: "Load",
          call: "Call",
          parameter: "rows",
          position: text.indexOf("Load.Call") + 1,
        },
        { step: "B c", call: "d", parameter: "e", position: text.indexOf("Out(") + 1 },
        { step: "Load", call: "Call 1", parameter: "x", position: text.indexOf("Load['") + 1 },
      ],
    });
  });

  it("takes earlier parameters in a default", () => {
    const parsed = parseExpression("=Parameters.a + Parameters['b-c']", { allow: "default" });
    expect(parsed.ok && parsed.expression.references.parameters).toEqual([
      { name: "a", position: 2 },
      { name: "b-c", position: 17 },
    ]);
  });
});
