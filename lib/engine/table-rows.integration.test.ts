/**
 * The rows of the state table (run-states-and-chains 8.1) as engine and services really make them: how runs of their own
 * begin and end. Those of the gates and of chains stand in table-rows-gates and table-rows-chains beside this file.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { RunState } from "@/lib/domain/run/run-state";
import { editRun } from "@/lib/services/runs/edit-run";
import { restartRun } from "@/lib/services/runs/restart-run";
import { submitRuns } from "@/lib/store/submit-runs";
import { createRowRig, type RowRig } from "@/lib/testing/row-rig";
import { type WaitingRuns, waitingRuns } from "@/lib/testing/waiting-runs";

let rig: RowRig;
let waits: WaitingRuns;

beforeAll(async () => {
  rig = await createRowRig();
  waits = waitingRuns(rig);
});
afterEach(async () => {
  rig.node1.http.answerAll(200);
  await rig.node1.outcomes.flushOnce();
});
afterAll(async () => {
  await rig.verify();
  await rig.close();
});

const moves = (id: string) => rig.moves(id);

describe("the state table: a submission", () => {
  it("row 1: is recorded as New, whatever follows", async () => {
    expect((await moves(await waits.run()))[0]).toBe("> New");
  });

  it("row 2: a valid run is Scheduled", async () => {
    expect(await moves(await waits.run())).toContain("New > Scheduled");
  });

  it("row 3: a run that is to be held is Held", async () => {
    expect(await moves(await waits.waiting("Held"))).toEqual(["> New", "New > Held"]);
  });

  it("row 7: a run whose values do not fit any more is Modified", async () => {
    const parameters = [{ name: "day", required: true }];
    const name = await rig.define({});
    const old = await rig.submitOne(name);
    await rig.goOn();
    await rig.end(old);
    await rig.db.pool.query(
      "UPDATE definition SET properties = jsonb_set(properties, '{parameters}', $2) WHERE name = $1",
      [
        name,
        JSON.stringify([{ direction: "in", type: "string", default: null, ...parameters[0] }]),
      ],
    );
    const id = await restartRun(rig.admin(), old);
    expect(await moves(id)).toEqual(["> New", "New > Modified"]);
    await editRun(rig.admin(), id, { parameters: { day: "MON" } });
    expect(await moves(id), "row 10").toContain("Modified > Scheduled");
  });

  it("row 8: a run can be recorded as Never; the gatekeeper finds that out by row 35", async () => {
    const [id] = [rig.deps.newId(rig.clock.now())];
    await record(id, ["Never"]);
    expect(await moves(id)).toEqual(["> New", "New > Never"]);
    await rig.act("cancel", id);
  });

  it("row 49: a run that is canceled before its validation is Canceled at once", async () => {
    const id = rig.deps.newId(rig.clock.now());
    await record(id, []);
    await rig.act("cancel", id);
    expect(await moves(id)).toEqual(["> New", "New > Canceled"]);
  });
});

/** Records a run in a state no submission leaves it in. */
async function record(id: string, path: readonly RunState[]): Promise<void> {
  const { rows } = await rig.db.pool.query<{ id: string }>(
    "SELECT id FROM definition WHERE name = $1",
    [rig.work],
  );
  const now = rig.clock.now();
  const run = {
    ...{
      tenantId: rig.tenantId,
      id,
      definitionId: rows[0]?.id ?? "",
      definitionName: rig.work,
      kind: "http",
    },
    ...{
      jobName: "RECORDED",
      queue: "Default",
      priority: 50,
      startAt: now,
      plannedAt: null,
      scheduleId: null,
    },
    ...{
      restartOf: null,
      origin: "http://endpoint.test",
      parameters: null,
      submittedBy: "test",
      reason: null,
    },
    ...{ path, ready: false, ended: false, gate: null, place: null },
  };
  await submitRuns(rig.db.pool, [run], now);
}

describe("the state table: execution and its end", () => {
  it.each(["Dispatched", "Assigned"] as const)(
    "row 38: a run in %s is Queued again when its server is lost",
    async (state) => {
      const id = await rig.submitOne(rig.work, { startAt: waits.inHours(1) });
      const path = state === "Dispatched" ? [state] : (["Dispatched", state] as const);
      await rig.setState(id, path, { server_id: rig.node1.server.id });
      await rig.loseNode();
      expect((await moves(id)).at(-1)).toBe(`${state} > Queued`);
      await rig.act("cancel", id);
    },
  );

  it.each([
    [200, "Completed"],
    [500, "Error"],
  ])("row 45: an answer %i ends a run", async (status, end) => {
    const id = await waits.run();
    await rig.end(id, status);
    expect((await moves(id)).at(-1)).toBe(`Running > ${end}`);
  });

  it("row 46: a kill is passed on; row 47: it is confirmed by who executes", async () => {
    const id = await waits.run();
    await rig.act("kill", id);
    expect((await moves(id)).at(-1)).toBe("Running > Killing");
    await rig.goOn();
    expect((await moves(id)).at(-1)).toBe("Killing > Killed");
  });

  it("row 46: a run that takes longer than it may is killed", async () => {
    const id = await waits.run({ runtimeLimit: { maxSeconds: 60, kill: true } });
    await rig.after(61);
    expect(await moves(id)).toContain("Running > Killing");
  });

  it.each([
    "Scheduled",
    "EventWait",
    "QueueHeld",
    "Queued",
    "LockWait",
    "Overdue",
    "Never",
    "Held",
  ] as const)("row 48: a run in %s can be canceled; row 50: that is confirmed", async (state) => {
    const id = await waits.waiting(state);
    await rig.act("cancel", id);
    expect((await moves(id)).slice(-2)).toEqual([`${state} > Canceling`, "Canceling > Canceled"]);
  });

  it.each([[["Dispatched"]], [["Dispatched", "Assigned"]]] as const)(
    "row 48: a run that is %s can be canceled",
    async (path) => {
      const id = await rig.submitOne(rig.work, { startAt: waits.inHours(1) });
      await rig.setState(id, path);
      await rig.act("cancel", id);
      expect((await moves(id)).slice(-2)).toEqual([
        `${path.at(-1)} > Canceling`,
        "Canceling > Canceled",
      ]);
    },
  );

  it("row 50: a cancel that its server left unfinished is confirmed", async () => {
    const id = await rig.submitOne(rig.work, { startAt: waits.inHours(1) });
    await rig.setState(id, ["Dispatched", "Canceling"], { server_id: rig.node1.server.id });
    await rig.loseNode();
    expect((await moves(id)).at(-1)).toBe("Canceling > Canceled");
  });

  it("row 51: a running run is Unknown when its server is lost, or an operator gives it up", async () => {
    const ids = [await waits.run(), await waits.run()];
    await rig.act("force-unknown", ids[1] ?? "");
    await rig.loseNode();
    for (const id of ids) expect((await moves(id)).at(-1)).toBe("Running > Unknown");
    const killing = await waits.run();
    await rig.act("kill", killing);
    await rig.act("force-unknown", killing);
    expect((await moves(killing)).at(-1)).toBe("Killing > Unknown");
  });

  it.each([
    [200, "Completed"],
    [500, "Error"],
  ])("row 52: an answer %i that comes before the kill takes hold is kept", async (status, end) => {
    const id = await waits.run();
    await rig.act("kill", id);
    rig.node1.http.callOf(id).answer(status);
    await rig.node1.outcomes.flushOnce();
    expect((await moves(id)).slice(-2)).toEqual(["Running > Killing", `Killing > ${end}`]);
  });
});
