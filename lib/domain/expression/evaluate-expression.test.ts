import { describe, expect, it } from "vitest";
import { evaluateExpression } from "./evaluate-expression";
import type { ExpressionValue } from "./expression";
import { type ExpressionScope, expressionScope } from "./expression-scope";
import { parseExpression } from "./parse-expression";

const NOW = new Date("2026-11-21T23:30:05.007Z");
const CHAIN: Record<string, ExpressionValue> = {
  one: 1,
  name: "Ada",
  yes: true,
  none: null,
  list: [1],
  due: new Date("2026-11-22T00:00:00Z"),
  broken: new Date(Number.NaN),
  long: "x".repeat(60_000),
  tooLong: "x".repeat(70_000),
  "two words": 2,
};

const SCOPE = expressionScope({
  now: NOW,
  chainParameter: (name) => CHAIN[name],
  outValue: (step, call, parameter) =>
    step === "Load" && parameter === "rows" ? `${call}: 7` : undefined,
  isWindowOpen: (name, at) => (name === "NIGHT" ? at.getTime() === NOW.getTime() : null),
  isEventRaised: (name) => (name === "GO" ? true : null),
  shouldRunAgain: () => false,
});

function evaluate(text: string, scope: ExpressionScope = SCOPE) {
  const parsed = parseExpression(text, { allow: "callPrecondition" });
  return parsed.ok ? evaluateExpression(parsed.expression, scope) : parsed;
}

describe("operators", () => {
  it.each<[text: string, value: ExpressionValue]>([
    ["=1 + 2 * 3", 7],
    ["=(1 + 2) * 3", 9],
    ["=10 - 4 - 3", 3],
    ["=10 - (4 - 3)", 9],
    ["=100 / 10 / 5", 2],
    ["=100 / (10 / 5)", 50],
    ["=2 * 7 % 4", 2],
    ["=2 * (7 % 4)", 6],
    ["=-7 % 4", -3],
    ["=-4 % 4", 0],
    ["=-2 * -3", 6],
    ["=2 - -3", 5],
    ["=- -3", 3],
    ["=-(1 + 2)", -3],
    ["=-0", 0],
    ["=0.5 + 1e3", 1000.5],
    ["=1 < 2", true],
    ["=2 <= 2", true],
    ["=2 < 2", false],
    ["=3 > 2", true],
    ["=2 >= 3", false],
    ["=1 + 1 === 2", true],
    ["=1 + 1 !== 2", false],
    ["=1 < 2 === true", true],
    ["='a' < 'b'", true],
    ["='Z' < 'a'", true],
    ["='10' < '9'", true],
    ["=true === true", true],
    ["=true === false", false],
    ["=1 === '1'", false],
    ["=1 !== '1'", true],
    ["=null === null", true],
    ["=null === 0", false],
    ["=true || false && false", true],
    ["=(true || false) && false", false],
    ["=false && false || true", true],
    ["=false && (false || true)", false],
    ["=!true || true", true],
    ["=!(true || true)", false],
    ["=!!true", true],
    ["=!false === true", true],
    ["=1 === 1 && 2 > 1", true],
    ["=true ? 1 : 2", 1],
    ["=false ? 1 : 2", 2],
    ["=false ? 1 : false ? 2 : 3", 3],
    ["=true ? false ? 1 : 2 : 3", 2],
    ["=1 > 2 || true ? 'a' : 'b'", "a"],
    ["=\t1\n+\r\n1", 2],
  ])("%j is %j", (text, value) => {
    expect(evaluate(text)).toEqual({ ok: true, value });
  });

  it.each<[text: string, value: string]>([
    ["='a' + 'b'", "ab"],
    ["='a' + 1 + 2", "a12"],
    ["=1 + 2 + 'a'", "3a"],
    ["='a' + true", "atrue"],
    ["='due ' + Chain.due", "due 2026-11-22T00:00:00.000Z"],
    ['=\'it\\\'s\' + " \\"so\\""', 'it\'s "so"'],
    ["='\\n\\t\\\\\\u00e9'", "\n\t\\é"],
    ["='=1'", "=1"],
  ])("texts: %j is %j", (text, value) => {
    expect(evaluate(text)).toEqual({ ok: true, value });
  });
});

describe("types are strict", () => {
  it.each<[text: string, position: number, reason: RegExp]>([
    ["=1 < '2'", 4, /"<" cannot compare a number with a text/],
    ["=Chain.due > '2026'", 12, /cannot compare a time with a text/],
    ["=true < false", 7, /compares numbers, texts or times, not true or false/],
    ["=null < null", 7, /not null/],
    ["=Chain.list === Chain.list", 13, /Objects and lists cannot be compared/],
    ["='2' - 1", 6, /"-" needs a number, not a text/],
    ["=1 + true", 4, /"\+" without a text needs a number, not true or false/],
    ["=1 + null", 4, /not null/],
    ["='a' + null", 6, /cannot join a text and null/],
    ["='a' + Chain.list", 6, /cannot join a text and an object or list/],
    ["=-'1'", 2, /"-" needs a number/],
    ["=!1", 2, /"!" needs true or false, not a number/],
    ["=1 && true", 4, /"&&" needs true or false, not a number/],
    ["=true && 1", 10, /"&&" needs true or false, not a number/],
    ["=false || 'a'", 11, /not a text/],
    ["=1 + 1 ? 2 : 3", 2, /"\?" needs true or false, not a number/],
    ["=null ? 1 : 2", 2, /not null/],
    ["=1 / 0", 4, /divided by zero/],
    ["=1 % (2 - 2)", 4, /divided by zero/],
    ["=1e308 * 10", 8, /too large/],
    ["=Math.abs('1')", 11, /Math.abs\(number\) needs a number here, not a text/],
    ["=Time.format('2026', 'yyyy')", 14, /needs a time here, not a text/],
    ["=Time.now(1)", 11, /needs a text here, not a number/],
    ["=Time.now('no' + 'where')", 11, /no time zone "nowhere"/],
    ["=Time.format(Time.now(), 'Y' + 'Y')", 26, /knows no "YY"/],
    ["=Range.inRange(1, '1' + '-')  && Range.inRange(1, 'a' + '')", 51, /Write a number/],
  ])("%j", (text, position, reason) => {
    expect(evaluate(text)).toEqual({
      ok: false,
      position,
      reason: expect.stringMatching(reason),
    });
  });

  it("does not evaluate what is not needed", () => {
    expect(evaluate("=false && 1 / 0 === 1")).toEqual({ ok: true, value: false });
    expect(evaluate("=true || Chain.unknown")).toEqual({ ok: true, value: true });
    expect(evaluate("=true ? 1 : 1 / 0")).toEqual({ ok: true, value: 1 });
  });
});

describe("names", () => {
  it.each<[text: string, value: ExpressionValue]>([
    ["=Chain.one + Chain['two words']", 3],
    ["=Chain.none === null", true],
    ["=Chain.none", null],
    ["=Chain.list", [1]],
    ["=Load.Call.rows", "Call: 7"],
    ["=Load['Call 1']['rows']", "Call 1: 7"],
    ["=Out('Load', 'Call 1', 'rows')", "Call 1: 7"],
  ])("%j is %j", (text, value) => {
    expect(evaluate(text)).toEqual({ ok: true, value });
  });

  it.each<[text: string, reason: string]>([
    ["=Chain.unknown", 'The chain has no parameter "unknown".'],
    ["=Load.Call.x", 'There is no value "x" of the call "Call" in the step "Load".'],
    ["=Chain.broken", "The value is not a valid number or time."],
    ["=Event.isEventRaised('STOP')", 'There is no event "STOP".'],
    ["=Time.isTimeWindowOpen(Time.now(), 'DAY')", 'There is no time window "DAY".'],
  ])("%j is a problem", (text, reason) => {
    expect(evaluate(text)).toEqual({ ok: false, position: 2, reason });
  });

  it("has no call to run again outside of a call", () => {
    const scope = { ...SCOPE, shouldRunAgain: () => null };
    expect(evaluate("=Repository.shouldRunAgain()", scope)).toMatchObject({ ok: false });
  });
});

describe("functions", () => {
  it.each<[text: string, value: ExpressionValue]>([
    ["=Time.now('Europe/Berlin')", NOW],
    ["=Time.now() === Time.now('Asia/Tokyo')", true],
    ["=Time.now() < Chain.due", true],
    ["=Chain.due <= Time.now()", false],
    ["=Time.isTimeWindowOpen(Time.now('UTC'), 'NIGHT')", true],
    ["=Time.isTimeWindowOpen(Chain.due, 'NIGHT')", false],
    ["=Event.isEventRaised('GO')", true],
    ["=Repository.shouldRunAgain()", false],
    ["=Math.abs(-2.5)", 2.5],
    ["=Math.floor(-2.5)", -3],
    ["=Math.ceil(-0.5)", 0],
    ["=Math.round(0.5)", 0],
    ["=Math.round(1.5)", 2],
    ["=Math.round(2.5)", 2],
    ["=Math.round(2.51)", 3],
    ["=Math.round(2.49)", 2],
    ["=Math.round(-0.5)", 0],
    ["=Math.round(-1.5)", -2],
    ["=Math.round(-2.5)", -2],
    ["=Math.round(9007199254740991)", 9_007_199_254_740_991],
    ["=Range.inRange(2, '1-3')", true],
    ["=Range.inRange(4, '1-3')", false],
    ["=Range.inRange(-5, '-3,10-20,50-')", true],
    ["=Range.inRange(21, '-3,10-20,50-')", false],
    ["=Time.format(Time.now(), 'yyyy-MM-dd')", "2026-11-21"],
    ["=Time.format(Time.now(), 'yyyy-MM-dd', 'Europe/Berlin')", "2026-11-22"],
    ["=Time.format(Time.now(), 'EEE', 'UTC') === 'Sat'", true],
  ])("%s is %j", (text, value) => {
    expect(evaluate(text)).toEqual({ ok: true, value });
  });
});

describe("work is bounded", () => {
  it("refuses texts that become too long, on the way and as a result", () => {
    expect(evaluate("=Chain.long + Chain.long")).toMatchObject({ ok: false, position: 13 });
    expect(evaluate("=Chain.tooLong")).toMatchObject({ ok: false, position: 2 });
    expect(evaluate("=Chain.long + 'y'")).toMatchObject({ ok: true });
  });

  it("refuses to work on too much text altogether", () => {
    const text = `=${"Chain.long === Chain.long && ".repeat(60)}true`;
    expect(evaluate(text)).toMatchObject({
      ok: false,
      reason: "The expression works on too much text.",
    });
  });

  it("refuses overlong texts where a function reads them", () => {
    expect(evaluate("=Range.inRange(1, Chain.long)")).toMatchObject({ ok: false, position: 19 });
  });

  it("evaluates rows as long as a text can be", () => {
    expect(evaluate(`=1${"+1".repeat(999)}`)).toEqual({ ok: true, value: 1000 });
  });
});
