import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RunState } from "./run-state";
import { foldedAtFirst, type LaneRun, timelineLanes } from "./timeline-lanes";

let serial = 0;

function run(role: string, parent: LaneRun | null, facts: Partial<LaneRun> = {}): LaneRun {
  serial += 1;
  return {
    id: String(serial).padStart(8, "0"),
    parent: parent?.id ?? null,
    role,
    step: null,
    call: null,
    iteration: null,
    jobName: "CLOSE_BOOKS",
    jobCount: "02140501",
    definition: "Close books",
    state: "Completed",
    ...facts,
  };
}

function step(parent: LaneRun, name: string, iteration = 1, state: RunState = "Completed") {
  return run("step", parent, { step: name, iteration, state });
}

function call(parent: LaneRun, name: string, facts: Partial<LaneRun> = {}) {
  return run("call", parent, { step: parent.step, call: name, definition: "Job", ...facts });
}

describe("the lanes of a chain", () => {
  it("are chain, step and call, children below their parent, in the order they were made", () => {
    const chain = run("chain", null);
    const load = step(chain, "LOAD");
    const extract = call(load, "EXTRACT");
    const post = step(chain, "POST");
    const nested = run("chain", post, { step: "POST", call: "LEDGERS" });
    const inner = step(nested, "INNER");
    const lanes = timelineLanes(chain, [inner, nested, post, extract, load]);
    expect(
      lanes.map(({ depth, label, sublabel, below }) => [depth, label, sublabel, below]),
    ).toEqual([
      [0, "CLOSE_BOOKS", "02140501", 5],
      [1, "LOAD", "", 1],
      [2, "EXTRACT", "Job", 0],
      [1, "POST", "", 2],
      [2, "LEDGERS", "Close books", 1],
      [3, "INNER", "", 0],
    ]);
  });

  it("keep the rounds of a step and the repetitions of a call side by side, and number them", () => {
    const chain = run("chain", null);
    const first = step(chain, "LOAD");
    const failed = call(first, "EXTRACT", { state: "Error" });
    const other = call(first, "CHECK");
    const again = call(first, "EXTRACT");
    const post = step(chain, "POST");
    const second = step(chain, "LOAD", 2);
    const lanes = timelineLanes(chain, [first, failed, other, again, post, second]);
    expect(lanes.slice(1).map(({ label, sublabel }) => `${label} ${sublabel}`.trim())).toEqual([
      "LOAD round 1",
      "EXTRACT Job, start 1",
      "EXTRACT Job, start 2",
      "CHECK Job",
      "LOAD round 2",
      "POST",
    ]);
  });

  it("begin with a step whose chain is not shown", () => {
    const load = step(run("chain", null), "LOAD");
    const lanes = timelineLanes(load, [call(load, "EXTRACT")]);
    expect(lanes.map(({ depth, label }) => [depth, label])).toEqual([
      [0, "LOAD"],
      [1, "EXTRACT"],
    ]);
  });

  it("are one for every run, whatever the tree", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), (parents) => {
        const chain = run("chain", null);
        const all = [chain];
        for (const parent of parents) {
          const above = all[parent % all.length] ?? chain;
          all.push(
            above.role === "step" ? call(above, `C${parent % 3}`) : step(above, `S${parent % 3}`),
          );
        }
        const lanes = timelineLanes(chain, all.slice(1));
        expect(lanes.map((lane) => lane.run.id).sort()).toEqual(all.map(({ id }) => id));
        for (const [index, lane] of lanes.entries()) {
          const above = lanes.slice(0, index).findLast(({ depth }) => depth < lane.depth);
          expect(above?.run.id ?? null).toBe(lane.run.parent);
        }
      }),
    );
  });
});

describe("a long chain", () => {
  function longChain(states: readonly RunState[], calls: number) {
    const chain = run("chain", null);
    const steps = states.map((state, index) => step(chain, `STEP${index}`, 1, state));
    const members = steps.flatMap((one) => [
      one,
      ...Array.from({ length: calls }, (_, index) => call(one, `CALL${index}`)),
    ]);
    return { chain, steps, members };
  }

  it("is shown whole as long as its lanes are few", () => {
    const { chain, members } = longChain(["Completed", "Error"], 10);
    expect(foldedAtFirst(chain, members, 23).size).toBe(0);
  });

  it("begins with those steps folded that ended well or have not begun", () => {
    const { chain, steps, members } = longChain(["Completed", "Error", "Waiting", "Chained"], 10);
    const folded = foldedAtFirst(chain, members, 30);
    expect([...folded]).toEqual([steps[0]?.id, steps[3]?.id]);
    expect(timelineLanes(chain, members, folded)).toHaveLength(25);
  });

  it("begins with all steps folded when even the others are too many", () => {
    const { chain, members } = longChain(["Error", "Error", "Error"], 10);
    expect(timelineLanes(chain, members, foldedAtFirst(chain, members, 12))).toHaveLength(4);
  });
});
