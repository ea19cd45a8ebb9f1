/** The rows of the state table (run-states-and-chains 8.1) as engine and services really make them at the gates. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { raiseEvent } from "@/lib/services/events/raise-event";
import { setQueueHeld } from "@/lib/services/queues/set-queue-held";
import { putWindow } from "@/lib/services/windows/put-window";
import { createRowRig, type RowRig } from "@/lib/testing/row-rig";
import { HELD_QUEUE, type WaitingRuns, waitingRuns } from "@/lib/testing/waiting-runs";

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

const raise = (name: string) => raiseEvent(rig.admin(), { name, input: {} });
const hold = (name: string, held: boolean) => setQueueHeld(rig.admin(), { name, held });

describe("the state table: hold, release and the gates", () => {
  it.each([
    "Scheduled",
    "EventWait",
    "QueueHeld",
    "Queued",
    "LockWait",
    "Overdue",
    "Never",
  ] as const)("row 20: a run in %s can be held", async (state) => {
    const id = await waits.waiting(state);
    await rig.act("hold", id);
    expect(await moves(id)).toContain(`${state} > Held`);
    await rig.act("cancel", id);
  });

  it("row 21: a held run is Scheduled by its release, and its gates are looked at again", async () => {
    const name = await waits.event();
    const id = await waits.run({ waitEvents: [{ event: name }] });
    await rig.act("hold", id);
    await rig.act("release", id);
    await rig.goOn();
    expect((await moves(id)).slice(-3)).toEqual([
      "EventWait > Held",
      "Held > Scheduled",
      "Scheduled > EventWait",
    ]);
    await rig.act("cancel", id);
  });

  it.each([
    [22, "EventWait"],
    [23, "QueueHeld"],
    [24, "LockWait"],
    [25, "Queued"],
  ] as const)("row %i: a due run that cannot start goes to %s", async (_row, state) => {
    const id = await waits.waiting(state);
    expect((await moves(id)).at(-1)).toBe(`Scheduled > ${state}`);
    await rig.act("cancel", id);
  });

  it("rows 26, 37 and 39: a due run for which all gates are open is dispatched, accepted and started", async () => {
    expect(
      (await moves(await waits.run({ locks: [{ lock: await waits.lock() }] }))).slice(2),
    ).toEqual(["Scheduled > Dispatched", "Dispatched > Assigned", "Assigned > Running"]);
  });

  it.each(["QueueHeld", "LockWait", "Queued", "Dispatched"] as const)(
    "row 27: after its events a run goes on to %s",
    async (next) => {
      const name = await waits.event();
      const [one, full] = [await waits.lock(), await waits.queue({ size: 1 })];
      if (next === "LockWait") await waits.holding(one);
      if (next === "Queued") await waits.run({}, { queue: full });
      const queues = {
        QueueHeld: await waits.queue(HELD_QUEUE),
        Queued: full,
        LockWait: "Default",
        Dispatched: "Default",
      };
      const id = await waits.run(
        { waitEvents: [{ event: name }], locks: [{ lock: one }] },
        { queue: queues[next] },
      );
      await raise(name);
      await rig.goOn();
      expect(await moves(id)).toContain(`EventWait > ${next}`);
    },
  );

  it.each(["LockWait", "Queued", "Dispatched"] as const)(
    "row 28: after its queue was opened a run goes on to %s",
    async (next) => {
      const [one, closed] = [await waits.lock(), await waits.queue({ ...HELD_QUEUE, size: 1 })];
      if (next === "LockWait") await waits.holding(one);
      const first = next === "Queued" ? await waits.run({}, { queue: closed }) : null;
      const id = await waits.run({ locks: [{ lock: one }] }, { queue: closed });
      await hold(closed, false);
      await rig.goOn();
      expect(await moves(id)).toContain(`QueueHeld > ${next}`);
      if (first) expect(await rig.state(first)).toBe("Running");
    },
  );

  it.each(["Queued", "LockWait"] as const)(
    "row 29: a run in %s goes back when its queue is held",
    async (state) => {
      const id = await waits.waiting(state, {});
      const { rows } = await rig.db.pool.query<{ queue: string }>(
        "SELECT queue FROM run WHERE id = $1",
        [id],
      );
      const name = rows[0]?.queue ?? "";
      await hold(name, true);
      await rig.goOn();
      expect(await moves(id)).toContain(`${state} > QueueHeld`);
      await hold(name, false);
      await rig.goOn();
    },
  );

  it("row 30: a run shows which gate blocks it now, whichever it was before", async () => {
    const [one, narrow] = [await waits.lock(), await waits.queue({ size: 1 })];
    const holder = await waits.holding(one);
    const first = await waits.run({}, { queue: narrow });
    const id = await waits.run({ locks: [{ lock: one }] }, { queue: narrow });
    expect(await rig.state(id)).toBe("LockWait");
    await rig.end(holder);
    expect(await moves(id)).toContain("LockWait > Queued");
    const other = await waits.holding(one);
    await rig.end(first);
    expect(await moves(id)).toContain("Queued > LockWait");
    await rig.end(other);
    expect(await rig.state(id)).toBe("Running");
  });

  it.each(["Queued", "LockWait"] as const)(
    "row 31: a run in %s starts with slot and locks at once",
    async (state) => {
      const id = await waits.waiting(state);
      rig.node1.http.answerAll(200);
      await rig.node1.outcomes.flushOnce();
      await rig.goOn();
      expect(await moves(id)).toContain(`${state} > Dispatched`);
    },
  );
});

const WAITS = ["Scheduled", "EventWait", "QueueHeld", "Queued", "LockWait"] as const;

describe("the state table: windows", () => {
  it.each(WAITS)(
    "row 32: a run in %s is Overdue when its window closes and that is its policy",
    async (state) => {
      expect((await moves(await waits.overdue("Overdue", state))).at(-1)).toBe(
        `${state} > Overdue`,
      );
    },
  );

  it.each(WAITS.slice(1))(
    "row 33: a run in %s waits for the next opening when that is its policy",
    async (state) => {
      const id = await waits.overdue("Scheduled", state);
      expect((await moves(id)).at(-1)).toBe(`${state} > Scheduled`);
      await rig.act("cancel", id);
    },
  );

  it.each([
    ["Held", "Held"],
    ["Canceled", "Canceling"],
  ] as const)(
    "row 33: a run that missed its window becomes %s when that is its policy",
    async (policy, to) => {
      expect(await moves(await waits.overdue(policy))).toContain(`Scheduled > ${to}`);
    },
  );

  it("row 34: an Overdue run is Scheduled by its release", async () => {
    const id = await waits.waiting("Overdue");
    await rig.act("release", id);
    expect((await moves(id)).at(-1)).toBe("Overdue > Scheduled");
    await rig.act("cancel", id);
  });

  it("row 35: a run without a start within two years is Never; row 36: it is Scheduled when there is one", async () => {
    const name = await waits.never();
    const id = await waits.run({ timeWindow: name });
    expect((await moves(id)).at(-1)).toBe("Scheduled > Never");
    await putWindow(rig.admin(), { name, input: { timeZone: "UTC", elements: [{}] } });
    await rig.goOn();
    expect(await moves(id)).toContain("Never > Scheduled");
  });
});
