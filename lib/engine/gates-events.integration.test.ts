import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clearEvent } from "@/lib/services/events/clear-event";
import { putEvent } from "@/lib/services/events/put-event";
import { raiseEvent } from "@/lib/services/events/raise-event";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { findEvent } from "@/lib/store/event-store";
import { makeEvent, makeLock } from "@/lib/testing/gate-factories";
import { createGateRig, type GateRig } from "@/lib/testing/gate-rig";
import { sweepOnce } from "./gate-messenger";

let rig: GateRig;

beforeAll(async () => {
  rig = await createGateRig();
});

afterEach(async () => {
  await rig.verify();
});

afterAll(() => rig.close());

const event = () => makeEvent(rig.db.pool, rig.tenantId);
const raise = async (name: string, comment = "") => {
  await raiseEvent(rig.admin(), { name, input: { comment } });
};
const waiting = (name: string, wish: { clear?: boolean; autoSubmit?: "Always" | "OnlyOne" } = {}) =>
  rig.define({ waitEvents: [{ event: name, ...wish }] });

async function stateOfEvent(name: string): Promise<{ raised: boolean; pending: number }> {
  const found = await findEvent(rig.db.pool, { tenantId: rig.tenantId, name });
  return { raised: found?.raisedAt != null, pending: found?.pending ?? -1 };
}

async function occurrences(name: string) {
  const { rows } = await rig.db.pool.query<{ by: string; comment: string; cleared: string | null }>(
    `SELECT raised_by AS by, comment, cleared_by AS cleared FROM event_occurrence
     WHERE tenant_id = $1 AND event_name = $2 ORDER BY id`,
    [rig.tenantId, name],
  );
  return rows;
}

async function runsOf(definition: string): Promise<string[]> {
  const { rows } = await rig.db.pool.query<{ id: string }>(
    "SELECT id FROM run WHERE definition_name = $1 ORDER BY id",
    [definition],
  );
  return rows.map((row) => row.id);
}

describe("the figure of a run that waits on an event", () => {
  it("shows EventWait from its start until the event is raised", async () => {
    const name = await event();
    const id = await rig.submitOne(await waiting(name));
    await rig.settle();
    expect(await rig.waits(id)).toBe(`EventWait event:${name}`);
    rig.clock.advance(60_000);
    await raise(name);
    await rig.settle();
    rig.clock.advance(2000);
    await rig.answer(id);
    expect(await rig.figure(id)).toEqual([
      ...["0 Scheduled", `0 EventWait (EVENT: ${name})`, "60 Running", "62 Completed"],
    ]);
    expect(await stateOfEvent(name)).toEqual({ raised: true, pending: 0 });
  });
});

describe("wait events", () => {
  it("that are raised already are not waited for", async () => {
    const name = await event();
    await raise(name);
    const id = await rig.submitOne(await waiting(name));
    await rig.settle();
    expect(await rig.state(id)).toBe("Running");
    await rig.answer(id);
  });

  it("are all needed, each once, in whatever order they are raised", async () => {
    const [a, b] = [await event(), await event()];
    const job = await rig.define({ waitEvents: [{ event: a }, { event: b }] });
    const [first, second] = [await rig.submitOne(job), await rig.submitOne(job)];
    await rig.settle();
    await raise(b);
    await rig.settle();
    expect(await rig.states([first, second])).toEqual(["EventWait", "EventWait"]);
    // It was raised while they waited for it: that it is cleared now does not matter any more.
    await raise(a);
    await clearEvent(rig.admin(), { name: b, input: {} });
    await rig.settle();
    expect(await rig.waits(first)).toBe(`EventWait event:${b}`);
    await raise(b);
    await rig.settle();
    expect(await rig.states([first, second])).toEqual(["Running", "Running"]);
    for (const id of [first, second]) await rig.answer(id);
  });

  it("are waited for once: neither a lock, nor a hold and a release make a run wait again", async () => {
    const [name, lock] = [await event(), await makeLock(rig.db.pool, rig.tenantId)];
    const holder = await rig.submitOne(await rig.define({ locks: [{ lock }] }));
    const job = await rig.define({ waitEvents: [{ event: name }], locks: [{ lock }] });
    const id = await rig.submitOne(job);
    await rig.settle();
    await raise(name);
    await rig.settle();
    await clearEvent(rig.admin(), { name, input: {} });
    await rig.settle();
    expect(await rig.waits(id)).toBe(`LockWait lock:${lock}`);
    await actOnRuns(rig.admin(), { action: "hold", runIds: [id] });
    await actOnRuns(rig.admin(), { action: "release", runIds: [id] });
    await rig.settle();
    expect(await rig.waits(id)).toBe(`LockWait lock:${lock}`);
    await rig.answer(holder);
    expect(await rig.state(id)).toBe("Running");
    await rig.answer(id);
  });

  it("that do not exist are waited for until they are made and raised", async () => {
    const id = await rig.submitOne(await waiting("EVENT-TO-COME"));
    await rig.settle();
    await putEvent(rig.admin(), { name: "EVENT-TO-COME", input: {} });
    await raise("EVENT-TO-COME");
    await rig.settle();
    expect(await rig.state(id)).toBe("Running");
    await rig.answer(id);
  });
});

describe("an event that the run takes away", () => {
  it("is taken by exactly one run, the first in dispatch order", async () => {
    const name = await event();
    const job = await waiting(name, { clear: true });
    const low = await rig.submitOne(job, { priority: 10 });
    const [first = "", second = ""] = await rig.submit(job, { count: 2 });
    await rig.settle();
    await raise(name);
    await rig.settle();
    expect(await rig.states([first, second, low])).toEqual(["Running", "EventWait", "EventWait"]);
    expect(await stateOfEvent(name)).toEqual({ raised: false, pending: 0 });
    expect((await occurrences(name)).map(({ cleared }) => cleared)).toEqual([first]);
    await raise(name);
    await raise(name);
    await rig.settle();
    expect(await rig.states([second, low])).toEqual(["Running", "Running"]);
    for (const id of [first, second, low]) await rig.answer(id);
  });

  it("is not kept from others by a run that waits for something else as well", async () => {
    const [a, b] = [await event(), await event()];
    const both = {
      waitEvents: [
        { event: a, clear: true },
        { event: b, clear: true },
      ],
    };
    const greedy = await rig.submitOne(await rig.define(both), { priority: 90 });
    const modest = await rig.submitOne(await waiting(a, { clear: true }));
    await rig.settle();
    await raise(a);
    await rig.settle();
    expect(await rig.states([greedy, modest])).toEqual(["EventWait", "Running"]);
    await raise(b);
    await raise(a);
    await rig.settle();
    expect(await rig.state(greedy)).toBe("Running");
    expect([await stateOfEvent(a), await stateOfEvent(b)]).toEqual([
      ...[
        { raised: false, pending: 0 },
        { raised: false, pending: 0 },
      ],
    ]);
    for (const id of [greedy, modest]) await rig.answer(id);
  });

  it("leaves the next pending occurrence to the next (4.5)", async () => {
    const name = await event();
    for (const comment of ["first", "second", "third"]) await raise(name, comment);
    expect(await stateOfEvent(name)).toEqual({ raised: true, pending: 2 });
    const ids = await rig.submit(await waiting(name, { clear: true }), { count: 2 });
    await rig.settle();
    expect(await rig.states(ids)).toEqual(["Running", "Running"]);
    expect((await occurrences(name)).map((one) => [one.comment, one.cleared])).toEqual([
      ...[
        ["first", ids[0]],
        ["second", ids[1]],
        ["third", null],
      ],
    ]);
    for (const id of ids) await rig.answer(id);
  });
});

describe("raising an event on a status", () => {
  it("happens in that status only, with the comment filled in (4.5, 8.2 rule 13)", async () => {
    const [onError, onEnd, onStart] = [await event(), await event(), await event()];
    const comment = ["id", "description", "status"].map((part) => `$\{job${part}}`).join(" ");
    const job = await rig.define({
      raiseEvents: [
        { event: onError, on: "Error" },
        { event: onEnd, comment },
        { event: onStart, on: "Running", comment },
      ],
    });
    const id = await rig.submitOne(job);
    await rig.settle();
    await rig.answer(id);
    const { rows } = await rig.db.pool.query<{ by: string }>(
      "SELECT job_name || ' ' || job_count AS by FROM run WHERE id = $1",
      [id],
    );
    const by = rows[0]?.by;
    expect(await occurrences(onError)).toEqual([]);
    expect(await occurrences(onStart)).toEqual([
      { by, comment: `${id} ${job} Running`, cleared: null },
    ]);
    expect(await occurrences(onEnd)).toEqual([
      { by, comment: `${id} ${job} Completed`, cleared: null },
    ]);
    const failed = await rig.submitOne(job);
    await rig.settle();
    await rig.answer(failed, 500);
    expect(await occurrences(onError)).toHaveLength(1);
    expect(await occurrences(onEnd)).toHaveLength(1);
  });

  it("makes a comment that is an expression of what the run knew (2.3; 8.2 rule 13)", async () => {
    const [onEnd, onStart] = [await event(), await event()];
    const inBraces = `$\{jobdescription}`;
    const job = await rig.define({
      parameters: [{ name: "rows", type: "number", default: 12 }],
      raiseEvents: [
        { event: onEnd, comment: `=Parameters.rows * 2 + ' rows of ${inBraces}'` },
        { event: onStart, on: "Running", comment: `='$\{jobstatus} ' + Parameters.none` },
      ],
    });
    const id = await rig.submitOne(job);
    await rig.settle();
    expect((await occurrences(onStart))[0]?.comment).toContain("The comment could not be made");
    await rig.answer(id);
    await rig.settle();
    expect((await occurrences(onEnd))[0]?.comment).toBe(`24 rows of ${job}`);
  });

  it("takes what a person says as it is, also when it looks like an expression", async () => {
    const name = await event();
    await raise(name, "=1 + 1");
    await rig.settle();
    expect((await occurrences(name))[0]?.comment).toBe("=1 + 1");
  });

  it("lets those go on who wait for it, one job after another", async () => {
    const name = await event();
    const first = await rig.submitOne(await rig.define({ raiseEvents: [{ event: name }] }));
    const second = await rig.submitOne(await waiting(name));
    await rig.settle();
    expect(await rig.states([first, second])).toEqual(["Running", "EventWait"]);
    await rig.answer(first);
    expect(await rig.states([first, second])).toEqual(["Completed", "Running"]);
    await rig.answer(second);
  });

  it("happens to a run that is canceled or killed, too", async () => {
    const [onCancel, onKill] = [await event(), await event()];
    const job = await rig.define({
      raiseEvents: [
        { event: onCancel, on: "Canceled" },
        { event: onKill, on: "Killed" },
      ],
    });
    const [canceled = "", killed = ""] = await rig.submit(job, { count: 2 });
    await actOnRuns(rig.admin(), { action: "cancel", runIds: [canceled] });
    await rig.settle();
    await actOnRuns(rig.admin(), { action: "kill", runIds: [killed] });
    await rig.settle();
    expect(await rig.states([canceled, killed])).toEqual(["Canceled", "Killed"]);
    expect(
      [await occurrences(onCancel), await occurrences(onKill)].map(({ length }) => length),
    ).toEqual([1, 1]);
  });
});

describe("auto submit (4.5)", () => {
  it("Always: submits the definition once for every occurrence that becomes current", async () => {
    const name = await event();
    const job = await waiting(name, { clear: true, autoSubmit: "Always" });
    await raise(name);
    await raise(name);
    await rig.settle();
    const ids = await runsOf(job);
    expect(await rig.states(ids)).toEqual(["Running", "Running"]);
    await rig.settle();
    expect(await runsOf(job)).toEqual(ids);
    for (const id of ids) await rig.answer(id);
  });

  it("applies the defaults of the parameters; without a required value the run is Modified (2.4)", async () => {
    const name = await event();
    const waitEvents = [{ event: name, autoSubmit: "Always" as const }];
    const parameters = [{ name: "rows", type: "number" as const, default: 12 }];
    const fits = await rig.define({ waitEvents, parameters });
    const lacks = await rig.define({ waitEvents, parameters: [{ name: "day", required: true }] });
    await raise(name);
    await rig.settle();
    const [started = "", modified = ""] = [...(await runsOf(fits)), ...(await runsOf(lacks))];
    expect(await rig.states([started, modified])).toEqual(["Running", "Modified"]);
    const { rows } = await rig.db.pool.query("SELECT parameters FROM run WHERE id = $1", [started]);
    expect(rows).toEqual([{ parameters: { rows: 12 } }]);
    await rig.answer(started);
  });

  it("Always: submits nothing for an occurrence that is pending behind another", async () => {
    const name = await event();
    const job = await waiting(name, { autoSubmit: "Always" });
    await raise(name);
    await raise(name);
    await sweepOnce(rig.deps);
    await rig.settle();
    expect(await runsOf(job)).toHaveLength(1);
    await clearEvent(rig.admin(), { name, input: {} });
    await rig.settle();
    expect(await runsOf(job)).toHaveLength(2);
    for (const id of await runsOf(job)) await rig.answer(id);
  });

  it("OnlyOne: submits nothing while a run of the definition has still to start", async () => {
    const [name, other] = [await event(), await event()];
    const job = await rig.define({
      waitEvents: [{ event: name, autoSubmit: "OnlyOne" }, { event: other }],
    });
    const raiseAnew = async () => {
      await clearEvent(rig.admin(), { name, input: {} });
      await raise(name);
      await rig.settle();
    };
    await raise(name);
    await rig.settle();
    const [id = ""] = await runsOf(job);
    await raiseAnew();
    expect(await runsOf(job)).toEqual([id]);
    await raise(other);
    await rig.settle();
    expect(await rig.state(id)).toBe("Running");
    await raiseAnew();
    expect(await runsOf(job)).toHaveLength(2);
    for (const run of await runsOf(job)) await rig.answer(run);
  });

  it("leaves definitions alone that are switched off, and goes on with the others", async () => {
    const name = await event();
    const wish = { waitEvents: [{ event: name, autoSubmit: "Always" as const }] };
    const off = await rig.define(wish, { active: false });
    const on = await rig.define(wish);
    await raise(name);
    await rig.settle();
    expect([(await runsOf(off)).length, (await runsOf(on)).length]).toEqual([0, 1]);
    for (const id of await runsOf(on)) await rig.answer(id);
  });
});
