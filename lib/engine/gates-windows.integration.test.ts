import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DefinitionPropertiesInput } from "@/lib/domain/definition/definition-properties";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { putWindow } from "@/lib/services/windows/put-window";
import { moveRuns } from "@/lib/store/move-runs";
import { daily } from "@/lib/testing/gate-builder";
import { makeEvent, makeLock, makeWindow } from "@/lib/testing/gate-factories";
import { createGateRig, type GateRig } from "@/lib/testing/gate-rig";

const HOUR = 3600;

let rig: GateRig;

beforeAll(async () => {
  rig = await createGateRig();
});

beforeEach(() => {
  // Each test has days of its own, from noon on.
  const later = new Date(rig.clock.now().getTime() + 3 * 24 * HOUR * 1000);
  rig.clock.set(`${later.toISOString().slice(0, 10)}T12:00:00Z`);
});

afterEach(async () => {
  rig.node1.http.answerAll(200);
  await rig.node1.outcomes.flushOnce();
  await rig.verify();
});

afterAll(() => rig.close());

const window = (from: string, to: string) => makeWindow(rig.db.pool, rig.tenantId, daily(from, to));
const put = (name: string, input: unknown) => putWindow(rig.admin(), { name, input });

async function windowed(
  from: string,
  to: string,
  properties: DefinitionPropertiesInput = {},
): Promise<{ job: string; name: string }> {
  const name = await window(from, to);
  return { name, job: await rig.define({ timeWindow: name, ...properties }) };
}

describe("a run with a time window", () => {
  it("waits for the opening and starts with it", async () => {
    const { job, name } = await windowed("14:00", "15:00");
    const id = await rig.submitOne(job);
    await rig.settle();
    expect(await rig.waits(id)).toBe(`Scheduled window:${name}`);
    expect((await rig.run(id)).reason).toBe(`WINDOW_CLOSED: ${name}`);
    await rig.after(2 * HOUR - 1);
    expect(await rig.state(id)).toBe("Scheduled");
    await rig.after(1);
    expect(await rig.figure(id)).toEqual(["0 Scheduled", "7200 Running"]);
  });

  it("keeps no other run from becoming due while it waits", async () => {
    const { job } = await windowed("14:00", "15:00");
    const waiting = await rig.submitOne(job);
    await rig.settle();
    const startAt = new Date(rig.clock.now().getTime() + 60_000);
    const later = await rig.submitOne(await rig.define(), { startAt });
    await rig.after(60);
    expect(await rig.states([waiting, later])).toEqual(["Scheduled", "Running"]);
  });

  it("starts in the opening it finds", async () => {
    const { job } = await windowed("10:00", "15:00");
    const id = await rig.submitOne(job);
    await rig.settle();
    expect(await rig.state(id)).toBe("Running");
  });

  it("does not start shortly before the closing (4.6)", async () => {
    const { job, name } = await windowed("10:00", "12:30", { minimumOpenSeconds: HOUR });
    const id = await rig.submitOne(job);
    await rig.settle();
    expect(await rig.waits(id)).toBe(`Scheduled window:${name}`);
    await rig.after(22 * HOUR);
    expect(await rig.state(id)).toBe("Running");
  });
});

describe("a window that closes with a run still waiting", () => {
  const policies = ["Scheduled", "Overdue", "Held", "Canceled"] as const;

  it.each(policies)("has it do what its definition says: %s", async (whenOverdue) => {
    const lock = await makeLock(rig.db.pool, rig.tenantId);
    const holder = await rig.submitOne(await rig.define({ locks: [{ lock }] }));
    const { job, name } = await windowed("11:00", "13:00", { whenOverdue, locks: [{ lock }] });
    await rig.settle();
    const id = await rig.submitOne(job);
    await rig.settle();
    expect(await rig.waits(id)).toBe(`LockWait lock:${lock}`);
    await rig.after(HOUR);
    const reason =
      whenOverdue === "Scheduled" ? `WINDOW_CLOSED: ${name}` : `WINDOW_MISSED: ${name}`;
    const states = whenOverdue === "Canceled" ? ["Canceling", "Canceled"] : [whenOverdue];
    expect((await rig.figure(id)).slice(2)).toEqual(states.map((one) => `3600 ${one} (${reason})`));
    await rig.answer(holder);
    expect(await rig.state(id)).toBe(whenOverdue);
    if (whenOverdue === "Scheduled") {
      await rig.after(22 * HOUR);
      expect(await rig.state(id)).toBe("Running");
    }
  });

  it("row 32: makes it Overdue also while it waits for an event, for a slot, or nobody looked", async () => {
    const event = await makeEvent(rig.db.pool, rig.tenantId);
    const whenOverdue = "Overdue";
    const waits = await windowed("11:00", "13:00", { whenOverdue, waitEvents: [{ event }] });
    const none = await rig.harness.node({ name: "none", concurrency: 0 });
    const slotless = await windowed("11:00", "13:00", { whenOverdue });
    const ids = [await rig.submitOne(waits.job), await rig.submitOne(slotless.job)];
    await rig.settle([none]);
    expect(await rig.states(ids)).toEqual(["EventWait", "Queued"]);
    const unseen = await rig.submitOne((await windowed("12:30", "13:00", { whenOverdue })).job);
    rig.clock.advance(2 * HOUR * 1000);
    await rig.settle([none]);
    expect(await rig.states([...ids, unseen])).toEqual(["Overdue", "Overdue", "Overdue"]);
  });

  it("row 34: lets an Overdue run start at the next chance once it is released", async () => {
    const { job } = await windowed("12:30", "13:00", { whenOverdue: "Overdue" });
    const id = await rig.submitOne(job);
    rig.clock.advance(2 * HOUR * 1000);
    await rig.settle();
    expect(await rig.state(id)).toBe("Overdue");
    await actOnRuns(rig.admin(), { action: "release", runIds: [id] });
    await rig.settle();
    expect(await rig.state(id)).toBe("Scheduled");
    await rig.after(22.5 * HOUR);
    expect(await rig.state(id)).toBe("Running");
  });

  it("row 21: looks at the window anew when a held run is released", async () => {
    const { job } = await windowed("12:30", "13:00", { whenOverdue: "Overdue" });
    const id = await rig.submitOne(job);
    await rig.after(0.5 * HOUR - 60);
    await actOnRuns(rig.admin(), { action: "hold", runIds: [id] });
    await rig.after(2 * HOUR);
    expect(await rig.waits(id)).toBe("Held");
    await actOnRuns(rig.admin(), { action: "release", runIds: [id] });
    await rig.settle();
    expect(await rig.state(id)).toBe("Scheduled");
  });
});

describe("a window without an opening", () => {
  const never = { timeZone: "UTC", elements: [] };

  it("rows 35 and 36: shows the run as Never in 2999, and schedules it when the window changes", async () => {
    const name = await makeWindow(rig.db.pool, rig.tenantId, never);
    const id = await rig.submitOne(await rig.define({ timeWindow: name }));
    await rig.settle();
    expect(await rig.state(id)).toBe("Never");
    const shown = await rig.db.pool.query("SELECT start_at FROM run WHERE id = $1", [id]);
    expect(shown.rows[0]?.start_at).toEqual(new Date("2999-12-31T00:00:00Z"));
    rig.clock.advance(1000);
    await put(name, { ...never, elements: [{ dates: ["2099-01-01"] }] });
    await rig.settle();
    expect(await rig.figure(id)).toEqual(["0 Scheduled", `0 Never (NO_OPENING: ${name})`]);
    rig.clock.advance(1000);
    await put(name, { ...never, elements: [{ from: "14:00", to: "15:00" }] });
    await rig.settle();
    expect((await rig.figure(id)).slice(2)).toEqual(["2 Scheduled (WINDOW_CHANGED)"]);
    await rig.after(2 * HOUR);
    expect(await rig.state(id)).toBe("Running");
  });

  it("row 36: finds the start again once it lies within two years", async () => {
    const opensAt = new Date(rig.clock.now().getTime() + 20 * 24 * HOUR * 1000);
    opensAt.setUTCFullYear(opensAt.getUTCFullYear() + 2);
    const dates = [opensAt.toISOString().slice(0, 10)];
    const name = await makeWindow(rig.db.pool, rig.tenantId, {
      ...{ timeZone: "UTC", elements: [{ dates }] },
    });
    const id = await rig.submitOne(await rig.define({ timeWindow: name }));
    await rig.settle();
    expect(await rig.state(id)).toBe("Never");
    await rig.after(24 * HOUR);
    expect(await rig.state(id)).toBe("Never");
    await rig.after(30 * 24 * HOUR);
    expect(await rig.figure(id)).toEqual([
      ...[
        "0 Scheduled",
        `0 Never (NO_OPENING: ${name})`,
        `${31 * 24 * HOUR} Scheduled (START_FOUND)`,
      ],
    ]);
    await actOnRuns(rig.admin(), { action: "cancel", runIds: [id] });
  });

  it("leaves 2999 behind when a run is released, also after a hold", async () => {
    const name = await makeWindow(rig.db.pool, rig.tenantId, never);
    const job = await rig.define({ timeWindow: name });
    const [released = "", held = ""] = await rig.submit(job, { count: 2 });
    await rig.settle();
    await actOnRuns(rig.admin(), { action: "hold", runIds: [held] });
    await actOnRuns(rig.admin(), { action: "release", runIds: [released, held] });
    const { rows } = await rig.db.pool.query<{ start_at: Date }>(
      "SELECT start_at FROM run WHERE id = ANY($1)",
      [[released, held]],
    );
    expect(rows.map((row) => row.start_at)).toEqual([rig.clock.now(), rig.clock.now()]);
    await rig.settle();
    expect(await rig.states([released, held])).toEqual(["Never", "Never"]);
    await actOnRuns(rig.admin(), { action: "cancel", runIds: [released, held] });
  });
});

describe("a window that changes", () => {
  it("opens and closes for those who wait in it, however many there are", async () => {
    const { job, name } = await windowed("20:00", "21:00", { whenOverdue: "Overdue" });
    const ids = await rig.submit(job, { count: 260 });
    await rig.settle();
    expect(new Set(await rig.states(ids))).toEqual(new Set(["Scheduled"]));
    await put(name, { timeZone: "UTC", elements: [{ from: "11:00", to: "13:00" }] });
    await rig.settle();
    const states = await rig.states(ids);
    expect(states.filter((state) => state === "Running")).toHaveLength(100);
    expect(states.filter((state) => state === "Queued")).toHaveLength(160);
    rig.clock.advance(1000);
    await put(name, { timeZone: "UTC", elements: [{ from: "14:00", to: "15:00" }] });
    await rig.settle();
    const after = await rig.states(ids);
    expect(after.filter((state) => state === "Overdue")).toHaveLength(160);
    await actOnRuns(rig.admin(), { action: "cancel", runIds: ids });
    await rig.settle();
  });

  it("also through another window it stands on", async () => {
    const inner = await window("20:00", "21:00");
    const outer = await makeWindow(rig.db.pool, rig.tenantId, {
      ...{ timeZone: "UTC", elements: [{}], enabledDuring: [inner] },
    });
    const id = await rig.submitOne(await rig.define({ timeWindow: outer }));
    await rig.settle();
    expect(await rig.waits(id)).toBe(`Scheduled window:${outer}`);
    await put(inner, { timeZone: "UTC", elements: [{}] });
    await rig.settle();
    expect(await rig.state(id)).toBe("Running");
  });
});

describe("time alone", () => {
  it("ends a run of kind wait, on no process server", async () => {
    const id = await rig.submitOne(await rig.define({ wait: { seconds: 90 } }));
    await rig.settle();
    expect(await rig.run(id)).toMatchObject({ state: "Running", server_id: null });
    await rig.after(89);
    expect(await rig.state(id)).toBe("Running");
    await rig.after(1);
    expect(await rig.figure(id)).toEqual(["0 Scheduled", "0 Running", "90 Completed"]);
  });

  it("row 46: kills a run that takes longer than it may, and none that may go on", async () => {
    const limit = (kill: boolean) => rig.define({ runtimeLimit: { maxSeconds: 60, kill } });
    const wait = await rig.define({
      wait: { seconds: 90 },
      runtimeLimit: { maxSeconds: 60, kill: true },
    });
    const [killed, reported, waiting] = [
      await rig.submitOne(await limit(true)),
      await rig.submitOne(await limit(false)),
      await rig.submitOne(wait),
    ];
    await rig.settle();
    await rig.after(60);
    expect(await rig.states([killed, reported, waiting])).toEqual(["Killed", "Running", "Killed"]);
    expect((await rig.figure(killed)).slice(2, 3)).toEqual(["60 Killing (RUNTIME_LIMIT)"]);
    await rig.answer(reported);
  });

  it("row 46: counts the time a run has asked an operator or waited for others", async () => {
    const id = await rig.submitOne(
      await rig.define({ runtimeLimit: { maxSeconds: 60, kill: true } }),
    );
    await rig.settle();
    const step = { tenantId: rig.tenantId, runId: id, reason: null, detail: null };
    for (const [from, to] of [
      ["Running", "Waiting"],
      ["Waiting", "Console"],
    ] as const) {
      const moves = [{ ...step, from: [from], path: [to] }];
      await moveRuns(rig.db.pool, moves, { actor: "test", now: rig.clock.now() });
    }
    await rig.after(60);
    expect(await rig.state(id)).toBe("Killed");
  });
});
