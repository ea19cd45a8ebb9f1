import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import {
  type ConfigurationFixture,
  startConfigurationApi,
} from "@/lib/testing/configuration-fixture";
import { runCommandLine } from "./command-line";

let configuration: ConfigurationFixture;

beforeAll(async () => {
  configuration = await startConfigurationApi();
});
afterAll(() => configuration.api.close());
beforeEach(() => configuration.nextTenant());

interface Session {
  files?: Record<string, string>;
  /** What is typed; nobody is there when it is left out. */
  answer?: string;
  /** Called before the answer is given. */
  onAsk?: () => Promise<unknown>;
}

async function stellwerk(argv: string[], { files = {}, answer, onAsk }: Session = {}) {
  const out: string[] = [];
  const notes: string[] = [];
  const questions: string[] = [];
  const { user, password } = configuration.as;
  const code = await runCommandLine(argv, {
    env: { STELLWERK_API_USER: user, STELLWERK_API_PASSWORD: password },
    fetch: (request) => configuration.api.deliver(request),
    out: (line) => out.push(line),
    write: (text) => out.push(text),
    note: (line) => notes.push(line),
    sleep: async () => undefined,
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw new Error("ENOENT: no such file or directory");
      return text;
    },
    writeFile: async (path, text) => {
      files[path] = text;
    },
    ask:
      answer === undefined
        ? null
        : async (question) => {
            questions.push(question);
            await onAsk?.();
            return answer;
          },
  });
  return { code, out: out.join("\n"), notes: notes.join("\n"), questions };
}

const FILE = `version: 1
queues:
  NIGHT:
    size: 5
definitions:
  POST:
    kind: http
    http:
      url: https://example.com/work
`;
const LINES = "+ queues.NIGHT\n+ definitions.POST";

it("shows what changes, asks, and applies after a yes", async () => {
  const files = { "s.yaml": FILE };
  const done = await stellwerk(["apply", "s.yaml"], { files, answer: "y" });
  expect(done).toEqual({
    code: 0,
    out: LINES,
    notes: "Done: 2 created, 0 changed, 0 removed.",
    questions: ["Apply this (2 created, 0 changed, 0 removed)? [y/N] "],
  });
  expect((await configuration.exported()).queues).toEqual({ NIGHT: { size: 5 } });
  const again = await stellwerk(["apply", "s.yaml"], { files });
  expect([again.code, again.out, again.notes]).toEqual([
    0,
    "",
    "Nothing to change; 2 are as wanted.",
  ]);
});

it.each(["", "n", "no", "yess"])(
  "changes nothing when the answer is %j, exit code 2",
  async (answer) => {
    const refused = await stellwerk(["apply", "s.yaml"], { files: { "s.yaml": FILE }, answer });
    expect([refused.code, refused.out, refused.notes]).toEqual([2, LINES, "Nothing was changed."]);
    expect(await configuration.exported()).toEqual({ version: 1 });
  },
);

it("refuses where nobody can be asked, exit code 2, unless --yes is given", async () => {
  const files = { "s.yaml": FILE };
  const refused = await stellwerk(["apply", "s.yaml"], { files });
  expect([refused.code, refused.out]).toEqual([2, LINES]);
  expect(refused.notes).toContain("Give --yes");
  expect(await configuration.exported()).toEqual({ version: 1 });
  const done = await stellwerk(["apply", "s.yaml", "--yes"], { files });
  expect([done.code, done.out]).toEqual([0, LINES]);
  expect(Object.keys(await configuration.exported())).toEqual(["version", "queues", "definitions"]);
});

it("only shows with --dry-run, even with --yes", async () => {
  const files = { "s.yaml": FILE };
  const shown = await stellwerk(["apply", "s.yaml", "--dry-run", "--yes"], { files });
  expect([shown.code, shown.out, shown.notes]).toEqual([0, LINES, ""]);
  expect(await configuration.exported()).toEqual({ version: 1 });
});

it("shows fields from what to what, and what goes with --prune", async () => {
  const document = { version: 1, queues: { NIGHT: { size: 5, description: "x\ny" } } };
  await configuration.apply({ ...document, locks: { OLD: {} } });
  const files = { "s.yaml": "version: 1\nqueues:\n  NIGHT:\n    size: 7\n" };
  const kept = await stellwerk(["apply", "s.yaml", "--dry-run"], { files });
  expect(kept.out).toBe('~ queues.NIGHT.description: "x\\ny" → ""\n~ queues.NIGHT.size: 5 → 7');
  const pruned = await stellwerk(["apply", "s.yaml", "--prune", "-y"], { files });
  expect(pruned.out).toBe(`${kept.out}\n- locks.OLD`);
  expect(await configuration.exported()).toEqual({ version: 1, queues: { NIGHT: { size: 7 } } });
});

it("says what was done when the server changed between the question and the answer", async () => {
  const onAsk = () => configuration.apply({ version: 1, queues: { NIGHT: { size: 5 } } });
  const done = await stellwerk(["apply", "s.yaml"], {
    files: { "s.yaml": FILE },
    answer: "yes",
    onAsk,
  });
  expect(done.notes).toContain("has changed meanwhile");
  expect(done.out).toBe(`${LINES}\n+ definitions.POST`);
});

it("exports to the terminal or to a file, which applies without a change", async () => {
  await stellwerk(["apply", "-", "--yes"], { files: { "-": FILE } });
  expect((await stellwerk(["export"])).out).toBe(FILE);
  const files: Record<string, string> = {};
  const written = await stellwerk(["export", "out.yaml"], { files });
  expect([written.code, written.out, written.notes]).toEqual([0, "", "Written to out.yaml."]);
  expect(files["out.yaml"]).toBe(FILE);
  const again = await stellwerk(["apply", "out.yaml", "--prune", "--yes"], { files });
  expect(again.notes).toBe("Nothing to change; 3 are as wanted.");
});

it.each<[string, string, string[]]>([
  [
    "every problem, a line each",
    "version: 1\nlocks: {L: {type: counted, size: 0}}\nqueues: {Q: {size: 0}}\n",
    ["There are 2 problems:\n  'locks.L.size' must be", "\n  'queues.Q.size' must be"],
  ],
  [
    "a single problem as a sentence",
    "version: 1\nlocks: {L: {type: counted, size: 0}}\n",
    ["'locks.L.size' must be at least 1"],
  ],
  ["line and column of what is no YAML", "version: 1\nlocks: [\n", ["at line 3, column 1"]],
  [
    "what a definition lacks",
    "version: 1\ndefinitions:\n  A: {kind: chain, chain: {steps: [{name: s, calls: [{name: c, definition: GONE}]}]}}",
    ["'definitions.A.chain.steps.0.calls.0.definition' names the definition 'GONE'"],
  ],
])("tells %s, exit code 1", async (_what, file, messages) => {
  const { code, out, notes } = await stellwerk(["apply", "f", "--yes"], { files: { f: file } });
  expect([code, out]).toEqual([1, ""]);
  for (const message of messages) expect(notes).toContain(message);
});

it("says in a sentence when a file cannot be read, and lists its commands", async () => {
  const { code, notes } = await stellwerk(["apply", "gone.yaml"]);
  expect([code, notes]).toEqual([
    1,
    'The file "gone.yaml" cannot be read: ENOENT: no such file or directory',
  ]);
  const { out } = await stellwerk(["--help"]);
  expect(out).toContain("apply [options] <file>");
  expect(out).toContain("export [file]");
  expect((await stellwerk(["apply", "--help"])).out).toContain("2: not confirmed");
});
