import { describe, expect, it } from "vitest";
import { readYaml } from "./apply-yaml";

async function refusal(text: string): Promise<{ message: string; details: unknown }> {
  const value = await readYaml(text).catch((error: { message: string; details: unknown }) => error);
  if (value instanceof Error && "details" in value) return value;
  throw new Error(`not refused: ${JSON.stringify(value)}`);
}

describe("readYaml", () => {
  it("reads YAML 1.2: words and times stay texts, keys too", async () => {
    const text = "on: NO\nat: 08:00\nday: 2026-12-25\n1: [~, true, 0x10]\n<<: a\n";
    expect(await readYaml(text)).toEqual({
      on: "NO",
      at: "08:00",
      day: "2026-12-25",
      "1": [null, true, 16],
      "<<": "a",
    });
  });

  it("reads JSON, and unfolds aliases", async () => {
    expect(await readYaml('{"a": [1, {"b": "c"}]}')).toEqual({ a: [1, { b: "c" }] });
    expect(await readYaml("a: &x {b: 1}\nc: *x\nd: [*x]")).toEqual({
      a: { b: 1 },
      c: { b: 1 },
      d: [{ b: 1 }],
    });
  });

  it.each<[string, string, number, number]>([
    ["a key given twice", "a: 1\nb:\n  c: 1\n  c: 2\n", 4, 3],
    ["a key given twice in braces", '{a: 1, "a": 2}', 1, 8],
    ["what is no YAML", "a: 1\nb: ]", 2, 4],
    ["a list without an end", "a:\n  - [1, 2\n", 3, 1],
    ["a reserved sign", "a: 1\nb: @c", 2, 4],
    ["an alias without an anchor", "a: *b\nb: &b 1", 1, 4],
    ["a tag", "a: !!js/function x", 1, 4],
    ["a known tag", "a: !!binary aGk=", 1, 4],
    ["a tab before a key", "a:\n\tb: 1", 2, 1],
  ])("names line and column of %s", async (_what, text, line, column) => {
    const { message, details } = await refusal(text);
    expect([details, message]).toEqual([
      { line, column },
      expect.stringContaining(`at line ${line}, column ${column}: `),
    ]);
  });

  const letters = [..."abcdefghi"];
  const bomb = letters
    .map((letter, at) => {
      const entries = at === 0 ? "x" : `*${letters[at - 1]}`;
      return `${letter}: &${letter} [${Array(10).fill(entries).join(",")}]\n`;
    })
    .join("");

  it.each<[string, string, string]>([
    ["nothing", "# nothing\n", "it is empty"],
    ["two documents", "a: 1\n---\nb: 1", "it holds more than one document"],
    ["brackets without end", "[".repeat(100_000), "it is nested too deep"],
    [
      "indentation without end",
      Array.from({ length: 3000 }, (_, at) => `${" ".repeat(at)}a:\n`).join(""),
      "it is nested too deep",
    ],
    ["more lines than a document has", "\n".repeat(1_600_000), "it holds too many values"],
    ["aliases that multiply", bomb, "its aliases unfold into too much"],
    [
      "anchors in great numbers",
      Array.from({ length: 2001 }, (_, at) => `- &a${at} 1\n`).join(""),
      "it has more than 2000 anchors and aliases",
    ],
    ["an alias of itself", "a: &a [*a]", "must not be nested deeper than 32 levels"],
    ["__proto__", "__proto__: {a: 1}", "'__proto__' is not an allowed property"],
    ["infinity", "a: .inf", "'a' must be a number that can be represented"],
  ])("refuses %s before it takes long", async (_what, text, reason) => {
    expect((await refusal(text)).message).toContain(reason);
  });
});
