import { describe, expect, it } from "vitest";
import type { ProgramAttempt } from "../program-attempt";
import { prepareInvocation } from "./invocation";

function attempt(changes: Partial<ProgramAttempt> = {}): ProgramAttempt {
  return {
    runId: "run-1",
    jobName: "LEDGER",
    jobNumber: "12000001",
    idempotencyKey: "key-1",
    program: "post",
    arguments: [],
    environment: {},
    workingDirectory: null,
    parameters: { month: "May" },
    ...changes,
  };
}

function prepared(changes: Partial<ProgramAttempt>, node = {}) {
  const result = prepareInvocation(attempt(changes), node);
  if (!result.ok) throw new Error(result.message);
  return result.invocation;
}

function refusal(changes: Partial<ProgramAttempt>): string {
  const result = prepareInvocation(attempt(changes), {});
  if (result.ok) throw new Error("was not refused");
  return result.message;
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: placeholders are the subject
describe("the environment of a program", () => {
  it("has only what is harmless of the node's own", () => {
    const node = {
      PATH: "/bin",
      HOME: "/home/node",
      LANG: "C.UTF-8",
      LC_TIME: "de_DE",
      TZ: "UTC",
      LANGUAGE: undefined,
      DATABASE_URL: "postgres://secret",
      STELLWERK_SECRET_KEY: "secret",
      NODE_OPTIONS: "--inspect",
    };
    expect(prepared({}, node).environment).toEqual({
      PATH: "/bin",
      HOME: "/home/node",
      LANG: "C.UTF-8",
      LC_TIME: "de_DE",
      TZ: "UTC",
      STELLWERK_RUN_ID: "run-1",
      STELLWERK_JOB_NAME: "LEDGER",
      STELLWERK_JOB_NUMBER: "12000001",
      STELLWERK_IDEMPOTENCY_KEY: "key-1",
      STELLWERK_PARAMETERS: '{"month":"May"}',
    });
  });

  it("takes the definition's values before the node's, and none for what tells of the run", () => {
    const environment = { TZ: "Asia/Tokyo", MONTH: "${month}", STELLWERK_RUN_ID: "other" };
    expect(prepared({ environment }, { TZ: "UTC" }).environment).toMatchObject({
      TZ: "Asia/Tokyo",
      MONTH: "May",
      STELLWERK_RUN_ID: "run-1",
    });
  });

  it("shows a run without parameters an empty object", () => {
    expect(prepared({ parameters: null }).environment.STELLWERK_PARAMETERS).toBe("{}");
  });
});

describe("the arguments of a program", () => {
  it("stay one argument each, whatever a parameter holds", () => {
    const invocation = prepared({
      arguments: ["--month=${month}", "$(id)"],
      parameters: { month: "a b; rm -rf '*' $(id)" },
    });
    expect(invocation.arguments).toEqual(["--month=a b; rm -rf '*' $(id)", "$(id)"]);
  });
});

describe("an attempt is refused", () => {
  it("when a parameter is missing, with its name and its place", () => {
    expect(refusal({ arguments: ["ok", "${year}"] })).toBe(
      'Argument 2 names the parameter "year", which this run does not have. Submit the run with it, or write $${ where ${ itself is meant.',
    );
    expect(refusal({ environment: { YEAR: "${year}" } })).toContain("The environment value YEAR");
  });

  it.each([
    ["NUL in an argument", { arguments: ["\0"] }, "Argument 1 must not contain a NUL"],
    [
      "NUL from a parameter",
      { arguments: ["${x}"], parameters: { x: "a\0b" } },
      "Argument 1 must not contain a NUL",
    ],
    ["NUL in the environment", { environment: { A: "\0" } }, "The environment value A must not"],
    ["NUL in the program", { program: "a\0b" }, "The name of the program must not"],
    ["NUL in the folder", { workingDirectory: "/\0" }, "The working directory must not"],
    ["no program", { program: "" }, "The definition names no program."],
    ["an empty name", { environment: { "": "x" } }, '"" is no name for an environment value'],
    ["a name with =", { environment: { "A=B": "x" } }, '"A=B" is no name'],
  ])("for %s", (_, changes, sentence) => {
    expect(refusal(changes)).toContain(sentence);
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: placeholders are the subject
