/** The rows of the state table (run-states-and-chains 8.1) as engine and services really make them in chains. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { replyToRun } from "@/lib/services/messages/reply-to-run";
import { editRun } from "@/lib/services/runs/edit-run";
import { moveRuns } from "@/lib/store/move-runs";
import { createRowRig, type RowRig } from "@/lib/testing/row-rig";

let rig: RowRig;

beforeAll(async () => {
  rig = await createRowRig();
});
afterEach(async () => {
  for (let round = 0; round < 5; round += 1) {
    rig.node1.http.answerAll(200);
    await rig.node1.outcomes.flushOnce();
    await rig.goOn();
  }
});
afterAll(async () => {
  await rig.verify();
  await rig.close();
});

const call = (name: string, more: object = {}) => ({ name, definition: rig.work, ...more });
const moves = async (chain: string, name: string) => rig.moves(await rig.member(chain, name));
const member = (chain: string, name: string) => rig.member(chain, name);

/** Steps LOAD with A and CLOSE with B. */
function twoSteps(first: object = {}, second: object = {}) {
  return rig.chain([
    { name: "LOAD", calls: [call("A")], ...first },
    { name: "CLOSE", calls: [call("B")], ...second },
  ]);
}

/** A chain that asks an operator about its step LOAD. */
async function asking(): Promise<string> {
  const id = await twoSteps({ handlers: [{ on: "Error", action: "RequestRestart" }] });
  await rig.end(await member(id, "A"), 500);
  return id;
}

async function reply(chain: string, text: string): Promise<void> {
  await replyToRun(rig.admin(), { runId: chain, reply: text });
  await rig.goOn();
}

describe("the state table: steps and calls that wait for their turn", () => {
  it("row 4: they are Chained", async () => {
    const id = await twoSteps();
    for (const name of ["LOAD", "A", "CLOSE", "B"])
      expect((await moves(id, name))[1]).toBe("New > Chained");
  });

  it("row 5: they are Disabled when they are defined so; row 14: and Ignored when they are reached", async () => {
    const id = await twoSteps({ disabled: true }, { calls: [call("B", { disabled: true })] });
    for (const name of ["LOAD", "B"])
      expect(await moves(id, name)).toEqual(["> New", "New > Disabled", "Disabled > Ignored"]);
  });

  it("row 6: what lies before the step to start at is Skipped", async () => {
    const steps = [
      { name: "LOAD", calls: [call("A")] },
      { name: "CLOSE", calls: [call("B")] },
    ];
    const id = await rig.chain(steps, { startAtStep: "CLOSE" });
    for (const name of ["LOAD", "A"])
      expect(await moves(id, name)).toEqual(["> New", "New > Skipped"]);
  });

  it("row 9: a restart with a delay is Delayed; row 11: and Scheduled when the delay is over", async () => {
    const restart = { on: { Error: "Restart" as const }, maxStarts: 2, delaySeconds: 60 };
    const first = await rig.submitOne(await rig.define({ restart }));
    await rig.goOn();
    await rig.end(first, 500);
    const [again] = await rig.runs("restart_of = $1", [first]);
    const id = again?.id ?? "";
    expect(await rig.moves(id)).toEqual(["> New", "New > Delayed"]);
    await rig.after(61);
    expect(await rig.moves(id)).toContain("Delayed > Scheduled");
  });

  it("row 12: an operator disables them; row 13: and enables them again", async () => {
    const id = await twoSteps();
    for (const name of ["CLOSE", "B"]) {
      await rig.act("disable", await member(id, name));
      await rig.act("enable", await member(id, name));
      expect((await moves(id, name)).slice(-2)).toEqual([
        "Chained > Disabled",
        "Disabled > Chained",
      ]);
    }
  });

  it("row 15: they are Skipped when their precondition is false, or a handler passes them over", async () => {
    const id = await twoSteps(
      { precondition: { expression: "=1 > 2" } },
      { handlers: [{ on: "Completed", action: "End", status: "Completed" }] },
    );
    expect((await moves(id, "LOAD")).at(-1)).toBe("Chained > Skipped");
    const other = await twoSteps({
      handlers: [{ on: "Completed", action: "End", status: "Completed" }],
    });
    await rig.end(await member(other, "A"));
    for (const name of ["CLOSE", "B"])
      expect((await moves(other, name)).at(-1)).toBe("Chained > Skipped");
  });

  it("row 16: a call is Modified when a value it needs is missing; row 10: and Scheduled once it is there", async () => {
    const definition = await rig.define({ parameters: [{ name: "day", required: true }] });
    const id = await rig.chain([{ name: "LOAD", calls: [call("A", { definition })] }]);
    expect((await moves(id, "A")).at(-1)).toBe("Chained > Modified");
    await editRun(rig.admin(), await member(id, "A"), { parameters: { day: "MON" } });
    await rig.goOn();
    expect(await moves(id, "A")).toContain("Modified > Scheduled");
  });

  it("row 17: a call that is reached is Scheduled; row 19: a step runs without a slot", async () => {
    const id = await twoSteps();
    expect(await moves(id, "A")).toContain("Chained > Scheduled");
    expect(await moves(id, "LOAD")).toContain("Chained > Running");
  });

  it("row 18: what is to be held is Held when it is reached; row 21: its release lets a step run at once", async () => {
    const id = await twoSteps({}, { calls: [call("B", { hold: true })] });
    await rig.act("hold", await member(id, "CLOSE"));
    await rig.end(await member(id, "A"));
    expect((await moves(id, "CLOSE")).at(-1)).toBe("Chained > Held");
    await rig.act("release", await member(id, "CLOSE"));
    await rig.goOn();
    expect(await moves(id, "CLOSE")).toContain("Held > Running");
    expect((await moves(id, "B")).at(-1)).toBe("Chained > Held");
    await rig.act("release", await member(id, "B"));
    expect((await moves(id, "B")).at(-1)).toBe("Held > Scheduled");
  });
});

describe("the state table: chains and steps under way", () => {
  it("row 40: they wait for what they have started", async () => {
    const id = await twoSteps();
    expect((await rig.moves(id)).at(-1)).toBe("Running > Waiting");
    expect((await moves(id, "LOAD")).at(-1)).toBe("Running > Waiting");
  });

  it("row 41: who waits can run on; no kind of run has work of its own after its children so far", async () => {
    const id = await twoSteps();
    const move = { tenantId: rig.tenantId, runId: id, reason: null, detail: null };
    const by = { actor: "test", now: rig.clock.now() };
    await moveRuns(rig.db.pool, [{ ...move, from: ["Waiting"], path: ["Running"] }], by);
    expect((await rig.moves(id)).at(-1)).toBe("Waiting > Running");
    await rig.end(await member(id, "A"));
    expect((await rig.moves(id)).at(-1)).toBe("Running > Waiting");
  });

  it("row 42: step and chain go to Console with a question; row 43: the reply lets the chain go on", async () => {
    const id = await asking();
    expect((await rig.moves(id)).at(-1)).toBe("Waiting > Console");
    expect((await moves(id, "LOAD")).at(-1)).toBe("Waiting > Console");
    await reply(id, "Continue");
    expect((await rig.moves(id)).at(-1)).toBe("Console > Waiting");
  });

  it.each([
    ["End Error", "Error"],
    ["End Completed", "Completed"],
  ])("row 44: the reply %s ends step and chain", async (text, end) => {
    const id = await asking();
    await reply(id, text);
    expect((await rig.moves(id)).at(-1)).toBe(`Console > ${end}`);
    expect((await moves(id, "LOAD")).at(-1)).toBe(`Console > ${end}`);
  });

  it.each([
    [200, "Completed"],
    [500, "Error"],
  ])(
    "row 45: a call that ends with %i ends its step, and the last one the chain",
    async (status, end) => {
      const id = await rig.chain([{ name: "LOAD", calls: [call("A")] }]);
      await rig.end(await member(id, "A"), status);
      expect((await moves(id, "LOAD")).at(-1)).toBe(`Waiting > ${end}`);
      expect((await rig.moves(id)).at(-1)).toBe(`Waiting > ${end}`);
    },
  );

  it("row 46: a chain is killed while it waits or asks; row 47: its children first", async () => {
    const id = await twoSteps();
    await rig.act("kill", id);
    expect((await rig.moves(id)).at(-1)).toBe("Waiting > Killing");
    await rig.goOn();
    expect((await rig.moves(id)).at(-1)).toBe("Killing > Killed");
    expect((await moves(id, "A")).slice(-2)).toEqual(["Running > Killing", "Killing > Killed"]);
    expect((await moves(id, "B")).slice(-2)).toEqual([
      "Chained > Canceling",
      "Canceling > Canceled",
    ]);
    const other = await asking();
    await rig.act("kill", other);
    await rig.goOn();
    expect((await rig.moves(other)).slice(-2)).toEqual(["Console > Killing", "Killing > Killed"]);
  });

  it("row 48: steps and calls are canceled whose turn has not come; row 50: at once", async () => {
    const id = await twoSteps({}, { disabled: true });
    const chained = await twoSteps();
    for (const [chain, name, state] of [
      [id, "CLOSE", "Disabled"],
      [chained, "B", "Chained"],
      [chained, "CLOSE", "Chained"],
    ] as const) {
      await rig.act("cancel", await member(chain, name));
      expect((await moves(chain, name)).slice(-2)).toEqual([
        `${state} > Canceling`,
        "Canceling > Canceled",
      ]);
    }
  });

  it.each([
    ["Delayed", { restart: { on: { Error: "Restart" as const }, maxStarts: 2, delaySeconds: 60 } }],
    ["Modified", { parameters: [{ name: "day", required: true }] }],
  ])("row 48: a %s call can be canceled", async (state, properties) => {
    const definition = await rig.define(properties);
    const id = await rig.chain([{ name: "LOAD", calls: [call("A", { definition })] }]);
    if (state === "Delayed") await rig.end(await member(id, "A"), 500);
    await rig.act("cancel", await member(id, "A"));
    expect((await moves(id, "A")).slice(-2)).toEqual([
      `${state} > Canceling`,
      "Canceling > Canceled",
    ]);
    await rig.goOn();
    expect(await rig.state(id)).toBe("Error");
  });

  it("row 51: a chain that is given up is Unknown with everything that runs in it", async () => {
    const id = await twoSteps();
    await rig.act("force-unknown", id);
    expect((await rig.moves(id)).at(-1)).toBe("Waiting > Unknown");
    expect((await moves(id, "LOAD")).at(-1)).toBe("Waiting > Unknown");
    const other = await asking();
    await rig.act("force-unknown", other);
    expect((await rig.moves(other)).at(-1)).toBe("Console > Unknown");
  });
});
