import { describe, expect, it } from "vitest";
import { move } from "@/lib/domain/run/run-state";
import { call, chainOf } from "@/lib/testing/chain-simulator";
import type { ChainDefinition } from "./chain-definition";
import { planChainSubmission } from "./chain-submission";
import { MAX_CHAIN_DEPTH, type PlannedStep } from "./planned-tree";

const NIGHT = chainOf({
  steps: [
    { name: "LOAD", calls: [call("A"), { ...call("B"), disabled: true }] },
    { name: "OFF", disabled: true, calls: [{ ...call("C"), hold: true }] },
    { name: "POST", calls: [{ ...call("D"), disabled: "=1 === 1", hold: "=1 === 1" }] },
  ],
});

function plan(
  definition: ChainDefinition,
  { startAtStep = null as string | null, nested = {} as Record<string, ChainDefinition> } = {},
) {
  const resolveNested = (name: string) => nested[name] ?? null;
  return planChainSubmission({ name: "NIGHT", definition, resolveNested, startAtStep });
}

function planned(...parameters: Parameters<typeof plan>) {
  const result = plan(...parameters);
  if (!result.ok) throw new Error(result.reason);
  return result;
}

/** Every run as `LOAD Chained`, indented by its depth. */
function lines(steps: readonly PlannedStep[], indent = ""): string[] {
  return steps.flatMap(({ name, path, calls }) => [
    `${indent}${name} ${path.join(" ")}`,
    ...calls.flatMap((one) => [
      `${indent}- ${one.name} ${one.path.join(" ")}`,
      ...lines(one.steps, `${indent}  `),
    ]),
  ]);
}

describe("planChainSubmission", () => {
  it("plans a run for each step and each call, rows 4 and 5", () => {
    const { steps, runs } = planned(NIGHT);
    expect(lines(steps)).toEqual([
      ...["LOAD Chained", "- A Chained", "- B Disabled"],
      ...["OFF Disabled", "- C Chained", "POST Chained", "- D Chained"],
    ]);
    expect(runs).toBe(8);
    expect(steps[1]?.calls[0]).toMatchObject({ role: "call", iteration: 1, holdWhenReached: true });
    expect(steps[2]?.calls[0]?.holdWhenReached).toBe(false);
  });

  it("row 6: what lies before the step it starts at is Skipped", () => {
    const { steps } = planned(NIGHT, { startAtStep: "POST" });
    expect(lines(steps)).toEqual([
      ...["LOAD Skipped", "- A Skipped", "- B Skipped"],
      ...["OFF Skipped", "- C Skipped", "POST Chained", "- D Chained"],
    ]);
    expect(steps[0]?.reason).toBe("BEFORE_START_STEP");
  });

  it("plans legal moves from New only", () => {
    const { steps } = planned(NIGHT, { startAtStep: "OFF" });
    for (const { path, calls } of steps) {
      for (const one of [path, ...calls.map((run) => run.path)]) {
        expect(move("New", one)).toMatchObject({ ok: true });
      }
    }
  });

  it("refuses an unknown step to start at", () => {
    expect(plan(NIGHT, { startAtStep: "GONE" })).toEqual({
      ok: false,
      reason: "The chain NIGHT has no step GONE to start at; its steps are LOAD, OFF, POST.",
    });
  });

  it("plans nested chains with all of their runs, below calls that are chains themselves", () => {
    const inner = chainOf({ steps: [{ name: "IN", disabled: true, calls: [call("X")] }] });
    const outer = chainOf({ steps: [{ name: "OUT", calls: [call("INNER"), call("A")] }] });
    const { steps, runs } = planned(outer, { nested: { INNER: inner } });
    expect(lines(steps)).toEqual([
      ...["OUT Chained", "- INNER Chained", "  IN Disabled", "  - X Chained", "- A Chained"],
    ]);
    expect(steps[0]?.calls.map(({ role }) => role)).toEqual(["chain", "call"]);
    expect(runs).toBe(6);
  });

  it("plans nothing below a nested chain that is not to run", () => {
    const inner = chainOf({ steps: [{ name: "IN", calls: [call("X")] }] });
    const outer = chainOf({ steps: [{ name: "OUT", calls: [call("INNER")] }, { name: "LAST" }] });
    const { steps } = planned(outer, { nested: { INNER: inner }, startAtStep: "LAST" });
    expect(lines(steps)).toEqual(["OUT Skipped", "- INNER Skipped", "LAST Chained"]);
  });

  it("refuses a chain that calls itself", () => {
    const outer = chainOf({ steps: [{ name: "OUT", calls: [call("INNER")] }] });
    const inner = chainOf({ steps: [{ name: "IN", calls: [call("NIGHT")] }] });
    expect(plan(outer, { nested: { INNER: inner, NIGHT: outer } })).toEqual({
      ok: false,
      reason: "The chain calls itself: NIGHT, which calls INNER, which calls NIGHT.",
    });
  });

  it("refuses chains nested deeper than ten", () => {
    const level = (index: number) =>
      chainOf({ steps: [{ name: "S", calls: [call(`L${index}`)] }] });
    const depth = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`L${index + 1}`, level(index + 2)]),
      );
    expect(plan(level(1), { nested: depth(MAX_CHAIN_DEPTH - 1) }).ok).toBe(true);
    expect(plan(level(1), { nested: depth(MAX_CHAIN_DEPTH) })).toMatchObject({
      ok: false,
      reason: expect.stringContaining("10 deep at most: NIGHT, which calls L1"),
    });
  });

  it("refuses more than 10,000 runs, before it has built them", () => {
    const calls = (definition: string) =>
      Array.from({ length: 100 }, (_, index) => ({ name: `C${index}`, definition }));
    const wide = (definition: string) =>
      chainOf({ steps: [{ name: "S", calls: calls(definition) }] });
    const nested = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`L${index}`, wide(`L${index + 1}`)]),
    );
    expect(plan(wide("L0"), { nested })).toEqual({
      ok: false,
      reason:
        "A submission of the chain NIGHT would create more than 10,000 runs; divide it into several chains that are submitted one by one.",
    });
  });
});
