import { expect, it } from "vitest";
import { parseLogPattern } from "./log-pattern";

function fits(pattern: string, text: string): boolean {
  const parsed = parseLogPattern(pattern);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.test(text);
}

// What the language itself says, for expressions it can match quickly too.
it.each([
  "ora-\\d+",
  "^end$",
  "a|b|^$",
  "(ab)+c?",
  "[^a-c]x",
  "[a\\d_-]{2,3}z",
  "fail(ed|ure)s?\\b".replace("\\b", ""),
  "\\s\\S\\W\\D",
  "a{2}b{0,1}c{1,}",
  "(?:x|yy)*z",
  "a.*b.*c",
  "\\.\\*\\(",
  "[]a]",
  "a+?b",
])("fits the same texts as the language's own expression: %s", (pattern) => {
  const own = new RegExp(pattern.replace("[]a]", "[\\]a]"), "i");
  const texts = ["", "a", "b", "end", "END", "the end", "ORA-01555", "ORA-", "ababc", "dx", "ax"];
  const more = ["1_z", "--z", "FAILURES", "failed", " a b", " é!x", "aab", "aabccc", "ac"];
  const last = ["yyxz", "yz", "z", "a--b--c", "c b a", ".*(", "]", "aaab", "\t-"];
  for (const text of [...texts, ...more, ...last]) {
    expect([text, fits(pattern, text)]).toEqual([text, own.test(text)]);
  }
});

it("is done at once with what makes others try for ever", () => {
  const text = "a".repeat(1000);
  expect(fits("(a+)+$", `${text}!`)).toBe(false);
  expect(fits("(a|aa)+b", text)).toBe(false);
  expect(fits("(a*)*(a*)*(a*)*b", text)).toBe(false);
});

it.each([
  ["(a)\\1", "refer back"],
  ["(?=a)", "look ahead"],
  ["(?<a>b)", "look ahead"],
  ["(a", "without its ')'"],
  ["a)", "without its '('"],
  ["*a", "nothing to repeat"],
  ["a**", "repeats a repetition"],
  ["a{3,1}", "repeat at most"],
  ["a{x}", "no repetition"],
  ["[a", "ends too early"],
  ["[z-a]", "wrong way round"],
  ["a\\", "ends too early"],
  ["\\k", "not known"],
  ["((a{100}){100}){100}", "repeats too much"],
  ["a".repeat(201), "at most 200"],
])("refuses %s", (pattern, reason) => {
  expect(parseLogPattern(pattern)).toMatchObject({
    ok: false,
    reason: expect.stringContaining(reason),
  });
});
