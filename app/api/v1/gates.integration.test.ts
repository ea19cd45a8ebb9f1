import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunState } from "@/lib/domain/run/run-state";
import { refreshQueueClosures } from "@/lib/store/queue-closures";
import { queuesToWake } from "@/lib/store/queue-store";
import { loadWindowLookup } from "@/lib/store/window-store";
import { type MadeDefinition, makeDefinition, makeRun } from "@/lib/testing/engine-factories";
import { type ApiLogin, type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

let api: NativeApi;
let pool: pg.Pool;
let tenantId: string;
let definition: MadeDefinition;
const at = new Date("2026-11-21T12:00:00Z");

beforeAll(async () => {
  api = await startNativeApi();
  const ctx = await api.contextOf();
  pool = ctx.db.pool;
  tenantId = ctx.scope.tenantId;
  definition = await makeDefinition(pool, tenantId);
});
afterAll(() => api.close());

async function put(path: string, body: unknown = {}, as?: ApiLogin) {
  const answer = await api.call("PUT", path, { body, ...(as ? { as } : {}) });
  expect([200, 201], answer.text).toContain(answer.status);
  return answer;
}

/** What was announced since the last call. */
async function announced(): Promise<string[]> {
  const { rows } = await pool.query<{ resource: string }>(
    "DELETE FROM gate_change RETURNING id, resource",
  );
  return [...new Set(rows.map((row) => row.resource))].sort();
}

function run(state: RunState, columns: Record<string, unknown> = {}) {
  return makeRun(pool, definition, { state, at, columns: { gated: true, ...columns } });
}

async function endRuns() {
  await pool.query("DELETE FROM run WHERE tenant_id = $1", [tenantId]);
  await pool.query("DELETE FROM lock_hold");
}

async function refer(kind: string, name: string): Promise<MadeDefinition> {
  const referring = await makeDefinition(pool, tenantId);
  await pool.query(
    "INSERT INTO definition_reference (tenant_id, definition_id, kind, name) VALUES ($1, $2, $3, $4)",
    [tenantId, referring.id, kind, name],
  );
  return referring;
}

async function unrefer({ id }: MadeDefinition) {
  await pool.query("DELETE FROM definition WHERE id = $1", [id]);
}

const refused = (answer: { status: number; body: { error: { code: string; field?: string } } }) => [
  answer.status,
  answer.body.error.code,
  answer.body.error.field,
];

describe("queues", () => {
  it("are created with defaults, replaced, shown, listed and deleted", async () => {
    const created = await put("/queues/NIGHT", { size: 3, description: "At night" });
    expect([created.status, created.body]).toEqual([
      201,
      {
        name: "NIGHT",
        description: "At night",
        builtIn: false,
        size: 3,
        holdLevel: null,
        held: false,
        heldBy: null,
        window: null,
        countWaiting: false,
        countConsole: true,
        servers: [],
        closed: false,
        closedReason: null,
        closedSince: null,
        nextWindowChange: null,
        running: 0,
        waiting: 0,
        updatedAt: expect.any(String),
        runningRuns: [],
        waitingRuns: [],
      },
    ]);
    const replaced = await put("/queues/NIGHT", { holdLevel: 40 });
    expect([replaced.status, replaced.body.size, replaced.body.holdLevel]).toEqual([200, null, 40]);
    const list = await api.call("GET", "/queues?name=night");
    expect(list.body).toMatchObject({ items: [{ name: "NIGHT" }], nextCursor: null });
    expect((await api.call("DELETE", "/queues/NIGHT")).status).toBe(204);
    expect((await api.call("GET", "/queues/NIGHT")).status).toBe(404);
  });

  it("announces a change of the rules once, and a change of the description not at all", async () => {
    await announced();
    await put("/queues/RULED", { size: 1 });
    expect(await announced()).toEqual(["queue:RULED"]);
    await put("/queues/RULED", { size: 1 });
    await put("/queues/RULED", { size: 1, description: "Other" });
    expect(await announced()).toEqual([]);
    await put("/queues/RULED", { size: 2 });
    expect(await announced()).toEqual(["queue:RULED"]);
  });

  it("is held by an operator until it is released; a new PUT without `held` leaves it held", async () => {
    await put("/queues/MANUAL");
    await announced();
    const held = await api.call("POST", "/queues/MANUAL/hold");
    expect([held.status, held.body.closed, held.body.closedReason]).toEqual([200, true, "HELD"]);
    expect([held.body.heldBy, held.body.closedSince]).toEqual([
      (await api.contextOf()).actor.name,
      expect.any(String),
    ]);
    expect(await announced()).toEqual(["queue:MANUAL"]);
    await api.call("POST", "/queues/MANUAL/hold");
    expect(await announced()).toEqual([]);
    expect((await put("/queues/MANUAL", { size: 9 })).body.held).toBe(true);
    await announced();
    const released = await api.call("POST", "/queues/MANUAL/release");
    expect(released.body).toMatchObject({ held: false, heldBy: null, closed: false });
    expect(await announced()).toEqual(["queue:MANUAL"]);
    expect((await api.call("POST", "/queues/MANUAL/drain")).status).toBe(404);
  });

  it("Default exists from the beginning and may be held; System may not even be changed", async () => {
    const first = await api.call("GET", "/queues?limit=500");
    expect(first.body.items.map((queue: { name: string }) => queue.name)).toEqual(
      expect.arrayContaining(["Default", "System"]),
    );
    expect((await api.call("GET", "/queues/System")).body.builtIn).toBe(true);
    expect(refused(await api.call("PUT", "/queues/System", { body: {} }))[0]).toBe(409);
    expect((await api.call("POST", "/queues/System/hold")).status).toBe(409);
    expect((await api.call("DELETE", "/queues/Default")).status).toBe(409);
    expect((await api.call("POST", "/queues/Default/hold")).body.closed).toBe(true);
    expect((await put("/queues/Default", { held: false })).status).toBe(200);
    const list = await api.call("GET", "/queues?name=defau");
    expect(list.body.items).toMatchObject([{ name: "Default", closed: false }]);
  });

  it("counts against the size what its rules say, and names who is in it and who waits", async () => {
    await put("/queues/BUSY", { size: 2 });
    const running = await run("Running", { queue: "BUSY" });
    await run("Console", { queue: "BUSY" });
    await run("Waiting", { queue: "BUSY" });
    const low = { queue: "BUSY", blocked_on: "queue:BUSY", priority: 10 };
    const last = await run("Queued", { ...low, ready: false });
    const next = await run("Queued", { ...low, ready: false, priority: 90 });
    await run("Scheduled", { queue: "BUSY", ready: false });
    const { body } = await api.call("GET", "/queues/BUSY");
    expect([body.running, body.waiting]).toEqual([2, 3]);
    expect(body.runningRuns).toContainEqual(
      expect.objectContaining({ run: running, definition: definition.name, state: "Running" }),
    );
    expect(body.waitingRuns.map((entry: { run: string }) => entry.run)).toEqual([next, last]);
    await put("/queues/BUSY", { size: 2, countWaiting: true, countConsole: false });
    expect((await api.call("GET", "/queues/BUSY")).body.running).toBe(2);
    await put("/queues/BUSY", { size: 2, countWaiting: true });
    expect((await api.call("GET", "/queues/BUSY")).body.running).toBe(3);
    await endRuns();
  });

  it("counts the runs of Default whether they are gated or not", async () => {
    await run("Running", { gated: false });
    await run("Scheduled", { gated: false });
    const { body } = await api.call("GET", "/queues/Default");
    expect([body.running, body.waiting, body.runningRuns.length]).toEqual([1, 1, 1]);
    await endRuns();
  });

  it("is not deleted while a definition refers to it or a run in it lives", async () => {
    await put("/queues/USED");
    const referring = await refer("queue", "USED");
    const byDefinition = await api.call("DELETE", "/queues/USED");
    expect(refused(byDefinition)).toEqual([409, "conflict", undefined]);
    expect(byDefinition.body.error.details).toEqual({ definitions: [referring.name] });
    expect(byDefinition.body.error.message).toContain(referring.name);
    await unrefer(referring);
    await run("Running", { queue: "USED", gated: false, job_count: "12345678" });
    const byRun = await api.call("DELETE", "/queues/USED");
    expect(byRun.body.error.details).toEqual({ runs: [`${definition.jobName}/12345678`] });
    await endRuns();
    await run("Completed", { queue: "USED" });
    expect((await api.call("DELETE", "/queues/USED")).status).toBe(204);
    await endRuns();
  });

  it.each([
    ["an unknown property", { slots: 1 }, "slots"],
    ["no room", { size: 0 }, "size"],
    ["a hold level above every priority", { holdLevel: 101 }, "holdLevel"],
    ["a window that does not exist", { window: "NOWHERE" }, "window"],
    [
      "a server twice",
      { servers: [{ server: "a" }, { server: "a", size: 1 }] },
      "servers.1.server",
    ],
    [
      "an unknown property of a server",
      { servers: [{ server: "a", slots: 1 }] },
      "servers.0.slots",
    ],
  ])("with %s is refused with its field", async (_rule, body, field) => {
    expect(refused(await api.call("PUT", "/queues/WRONG", { body }))).toEqual([
      400,
      "invalid",
      field,
    ]);
    expect((await api.call("GET", "/queues/WRONG")).status).toBe(404);
  });

  it("none of whose servers runs is closed until one does", async () => {
    const queue = await put("/queues/SERVED", { servers: [{ server: "node-7", size: 2 }] });
    expect(queue.body).toMatchObject({ closed: true, closedReason: "NO_SERVER" });
    await pool.query(
      `INSERT INTO process_server (id, name, state, started_at, heartbeat_at, lease_until, concurrency, version)
       VALUES ($1, 'node-7', 'running', $2, $2, $2, 1, '0')`,
      [randomUUID(), at],
    );
    await announced();
    const refresh = { tenantId, names: null, now: at };
    expect(await refreshQueueClosures(pool, refresh)).toEqual(["SERVED"]);
    expect(await announced()).toEqual(["queue:SERVED"]);
    expect(await refreshQueueClosures(pool, refresh)).toEqual([]);
    expect((await api.call("GET", "/queues/SERVED")).body.closed).toBe(false);
  });
});

describe("lists of gates", () => {
  it("go on where the page before ended, with any name and in one order", async () => {
    const names = ["a/b", "a b", "Ä", `z${"z".repeat(250)}`, "a"];
    for (const name of names) await put(`/events/${encodeURIComponent(name)}`);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await api.call("GET", `/events?limit=2${query}`);
      expect(page.status, page.text).toBe(200);
      seen.push(...page.body.items.map((event: { name: string }) => event.name));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    expect([...seen].sort()).toEqual([...names].sort());
    expect(refused(await api.call("GET", "/events?cursor=%25"))).toEqual([
      400,
      "invalid",
      "cursor",
    ]);
    for (const name of names) await api.call("DELETE", `/events/${encodeURIComponent(name)}`);
  });

  it.each(["/queues", "/locks", "/events", "/windows", "/calendars"])(
    "%s take no name that is empty or has blanks at its ends",
    async (path) => {
      const body =
        path === "/calendars" ? { holidays: [] } : path === "/windows" ? { elements: [] } : {};
      for (const name of ["%20X", "X%20", "a%00b", "x".repeat(256)]) {
        expect(refused(await api.call("PUT", `${path}/${name}`, { body })), name).toEqual([
          400,
          "invalid",
          "name",
        ]);
        expect((await api.call("GET", `${path}/${name}`)).status).toBe(404);
        expect((await api.call("DELETE", `${path}/${name}`)).status).toBe(404);
      }
    },
  );
});

describe("locks", () => {
  it("are created, changed, shown and deleted; a change of the size is announced", async () => {
    const created = await put("/locks/LEDGER");
    expect([created.status, created.body]).toMatchObject([
      201,
      { name: "LEDGER", type: "simple", size: 1, held: 0, holderCount: 0, holders: [], waiting: 0 },
    ]);
    await announced();
    expect((await put("/locks/LEDGER", { type: "counted", size: 4 })).status).toBe(200);
    expect(await announced()).toEqual(["lock:LEDGER"]);
    await put("/locks/LEDGER", { type: "counted", size: 4, description: "Books" });
    expect(await announced()).toEqual([]);
    expect((await api.call("GET", "/locks")).body.items).toMatchObject([
      { name: "LEDGER", description: "Books", size: 4 },
    ]);
    expect((await api.call("DELETE", "/locks/LEDGER")).status).toBe(204);
    expect((await api.call("GET", "/locks/LEDGER")).status).toBe(404);
  });

  it.each([
    ["an unknown type", { type: "weak" }, "type"],
    ["a size that only a counted lock has", { type: "shared", size: 2 }, "size"],
    ["no units", { type: "counted", size: 0 }, "size"],
  ])("with %s is refused", async (_rule, body, field) => {
    expect(refused(await api.call("PUT", "/locks/WRONG", { body }))).toEqual([
      400,
      "invalid",
      field,
    ]);
  });

  it("name who holds them and who waits, and are not deleted meanwhile", async () => {
    await put("/locks/BOOKS", { type: "counted", size: 5 });
    const holder = await run("Running");
    await pool.query(
      `INSERT INTO lock_hold (tenant_id, lock_name, run_id, mode, units, since) VALUES ($1, 'BOOKS', $2, 'exclusive', 3, $3)`,
      [tenantId, holder, at],
    );
    const waiter = await run("LockWait", { blocked_on: "lock:BOOKS" });
    const { body } = await api.call("GET", "/locks/BOOKS");
    expect(body).toMatchObject({ held: 3, holderCount: 1, waiting: 1 });
    expect(body.holders).toMatchObject([
      {
        run: holder,
        jobName: definition.jobName,
        mode: "exclusive",
        units: 3,
        since: at.toISOString(),
      },
    ]);
    expect(body.waitingRuns).toMatchObject([{ run: waiter, state: "LockWait" }]);
    const deletion = await api.call("DELETE", "/locks/BOOKS");
    expect(Object.keys(deletion.body.error.details)).toEqual(["holders", "waitingRuns"]);
    await endRuns();
    const referring = await refer("lock", "BOOKS");
    expect((await api.call("DELETE", "/locks/BOOKS")).status).toBe(409);
    await unrefer(referring);
    expect((await api.call("DELETE", "/locks/BOOKS")).status).toBe(204);
  });
});

describe("events", () => {
  const raise = (comment?: string) =>
    api.call("POST", "/events/CLOSED/raise", comment === undefined ? {} : { body: { comment } });

  it("keep a raising while raised as pending; clearing makes the next one current (4.5)", async () => {
    expect((await put("/events/CLOSED", { description: "Books closed" })).status).toBe(201);
    await announced();
    const first = await raise("first");
    expect(first.body).toMatchObject({ raised: true, pending: 0, comment: "first" });
    expect(await announced()).toEqual(["event:CLOSED"]);
    expect((await raise("second")).body).toMatchObject({ pending: 1, comment: "first" });
    await raise();
    await announced();
    const cleared = await api.call("POST", "/events/CLOSED/clear", { body: { comment: "seen" } });
    expect(cleared.body).toMatchObject({ raised: true, pending: 1, comment: "second" });
    expect(await announced()).toEqual(["event:CLOSED"]);
    await api.call("POST", "/events/CLOSED/clear");
    const last = await api.call("POST", "/events/CLOSED/clear");
    expect(last.body).toMatchObject({ raised: false, pending: 0, raisedAt: null, comment: null });
    const actor = (await api.contextOf()).actor.name;
    expect(last.body.history).toMatchObject([
      { comment: "", raisedBy: actor, clearedBy: actor, run: null },
      { comment: "second" },
      { comment: "first", clearedAt: expect.any(String) },
    ]);
    await announced();
    const notRaised = await api.call("POST", "/events/CLOSED/clear");
    expect([notRaised.status, notRaised.body.error.details]).toEqual([409, { raised: false }]);
    expect(await announced()).toEqual([]);
  });

  it("are raised once for one Idempotency-Key", async () => {
    await put("/events/ONCE");
    const headers = { "idempotency-key": "raise-once" };
    const answers = [
      await api.call("POST", "/events/ONCE/raise", { headers }),
      await api.call("POST", "/events/ONCE/raise", { headers }),
    ];
    expect(answers.map(({ status, body }) => [status, body.pending])).toEqual([
      [200, 0],
      [200, 0],
    ]);
    expect((await api.call("GET", "/events/ONCE")).body.pending).toBe(0);
  });

  it("lose one occurrence to each of many who clear at once", async () => {
    await put("/events/CROWD");
    for (let index = 0; index < 3; index += 1) await api.call("POST", "/events/CROWD/raise");
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => api.call("POST", "/events/CROWD/clear")),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409, 409]);
  });

  it("that do not exist can be neither raised nor cleared", async () => {
    expect((await api.call("POST", "/events/NONE/raise")).status).toBe(404);
    expect((await api.call("POST", "/events/NONE/clear")).status).toBe(404);
    expect((await api.call("POST", "/events/CLOSED/ring")).status).toBe(404);
  });

  it("are not deleted while somebody refers to them or waits", async () => {
    await put("/events/AWAITED");
    const waiter = await run("EventWait", { blocked_on: "event:AWAITED" });
    const { body } = await api.call("GET", "/events/AWAITED");
    expect([body.waiting, body.waitingRuns[0].run]).toEqual([1, waiter]);
    expect((await api.call("DELETE", "/events/AWAITED")).status).toBe(409);
    await endRuns();
    await api.call("POST", "/events/AWAITED/raise");
    expect((await api.call("DELETE", "/events/AWAITED")).status).toBe(204);
    const { rowCount } = await pool.query(
      "SELECT FROM event_occurrence WHERE event_name = 'AWAITED'",
    );
    expect(rowCount).toBe(0);
  });
});

const office = { elements: [{ weekdays: ["mon", "tue"], from: "08:00", to: "18:00" }] };
const always = { elements: [{}] };

describe("time windows", () => {
  it("show whether they are open, in words, and a week", async () => {
    const created = await put("/windows/OFFICE", { timeZone: "Europe/Berlin", ...office });
    expect([created.status, created.body.words]).toEqual([
      201,
      ["Monday and Tuesday, 08:00 to 18:00"],
    ]);
    const { body } = await api.call("GET", "/windows/OFFICE?week=2026-11-22");
    expect([body.week.start, body.week.days.length]).toEqual(["2026-11-16", 7]);
    expect(body.week.days[1]).toEqual({
      day: "2026-11-17",
      weekday: "tue",
      spans: [{ fromMinute: 480, toMinute: 1080 }],
    });
    expect(Date.parse(body.nextChange)).toBeGreaterThan(Date.now());
    expect(refused(await api.call("GET", "/windows/OFFICE?week=2026-02-30"))[2]).toBe("week");
    expect((await put("/windows/CLOSED", { elements: [] })).body).toMatchObject({
      open: false,
      nextChange: null,
      warnings: [{ field: "elements" }],
    });
    expect((await put("/windows/OPEN", always)).body).toMatchObject({ open: true, warnings: [] });
    expect((await api.call("GET", "/windows")).body.items.length).toBe(3);
  });

  it.each([
    ["another window that does not exist", { ...always, enabledDuring: ["NO"] }, "enabledDuring.0"],
    ["itself", { ...always, disabledDuring: ["LOOP"] }, "disabledDuring.0"],
    ["a calendar that does not exist", { ...always, calendar: "NO" }, "calendar"],
  ])("that name %s are refused", async (_rule, body, field) => {
    expect(refused(await api.call("PUT", "/windows/LOOP", { body }))).toEqual([
      400,
      "invalid",
      field,
    ]);
  });

  it("do not make a circle when two are changed at once", async () => {
    await put("/windows/EGG", always);
    await put("/windows/HEN", always);
    const answers = await Promise.all([
      api.call("PUT", "/windows/EGG", { body: { ...always, enabledDuring: ["HEN"] } }),
      api.call("PUT", "/windows/HEN", { body: { ...always, enabledDuring: ["EGG"] } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it("open and close the queues that depend on them, through other windows too", async () => {
    await put("/windows/BASE", always);
    await put("/windows/ABOVE", { ...always, enabledDuring: ["BASE"] });
    expect((await put("/queues/TIMED", { window: "ABOVE" })).body.closed).toBe(false);
    await announced();
    await put("/windows/BASE", { elements: [] });
    expect(await announced()).toEqual(["queue:TIMED", "window:ABOVE", "window:BASE"]);
    expect((await api.call("GET", "/queues/TIMED")).body).toMatchObject({
      closed: true,
      closedReason: "WINDOW_CLOSED",
    });
    await put("/windows/BASE", always);
    expect((await api.call("GET", "/queues/TIMED")).body.closed).toBe(false);
  });

  it("wake their queues at their boundaries", async () => {
    await put("/windows/NOONS", { elements: [{ from: "12:00", to: "13:00" }] });
    await put("/queues/NOONS", { window: "NOONS" });
    const names = ["NOONS"];
    await refreshQueueClosures(pool, { tenantId, names, now: new Date("2026-11-21T11:59:59Z") });
    const opens = new Date("2026-11-21T12:00:00Z");
    expect((await queuesToWake(pool, new Date(opens.getTime() - 1))).length).toBe(0);
    expect(await queuesToWake(pool, opens)).toEqual([{ tenantId, names }]);
    expect(await refreshQueueClosures(pool, { tenantId, names, now: opens })).toEqual(names);
    const { body } = await api.call("GET", "/queues/NOONS");
    expect([body.closed, body.nextWindowChange]).toEqual([false, "2026-11-21T13:00:00.000Z"]);
  });

  it("are not deleted while a definition, queue, window or waiting run needs them", async () => {
    await put("/windows/NEEDED", always);
    const expectUsers = async (users: string[]) => {
      const { status, body } = await api.call("DELETE", "/windows/NEEDED");
      expect([status, Object.keys(body.error.details)]).toEqual([409, users]);
    };
    const referring = await refer("window", "NEEDED");
    await expectUsers(["definitions"]);
    await put("/queues/NEEDS", { window: "NEEDED" });
    await put("/windows/NEEDS", { ...always, disabledDuring: ["NEEDED"] });
    const waiter = await run("Scheduled", { blocked_on: "window:NEEDED", ready: false });
    await pool.query(
      "INSERT INTO run_gate (tenant_id, run_id, needs, window_name) VALUES ($1, $2, '{}', 'NEEDED')",
      [tenantId, waiter],
    );
    await expectUsers(["definitions", "queues", "windows", "waitingRuns"]);
    const { body } = await api.call("GET", "/windows/NEEDED");
    expect([body.queues, body.windows, body.waiting]).toEqual([["NEEDS"], ["NEEDS"], 1]);
    await unrefer(referring);
    await endRuns();
    await api.call("DELETE", "/queues/NEEDS");
    await api.call("DELETE", "/windows/NEEDS");
    expect((await api.call("DELETE", "/windows/NEEDED")).status).toBe(204);
  });
});

describe("calendars", () => {
  it("are kept sorted, say who uses them, and tell their windows of a change", async () => {
    const holidays = ["2026-12-26", "2026-12-25", "2026-12-25"];
    const created = await put("/calendars/BANK", { description: "Days off", holidays });
    expect([created.status, created.body]).toMatchObject([
      201,
      { holidays: ["2026-12-25", "2026-12-26"], weekend: ["sat", "sun"], windows: [] },
    ]);
    await put("/windows/WORKDAYS", { elements: [{ workday: true }], calendar: "BANK" });
    await announced();
    const replaced = await put("/calendars/BANK", { holidays: [] });
    expect([replaced.status, replaced.body.windows]).toEqual([200, ["WORKDAYS"]]);
    expect(await announced()).toEqual(["window:WORKDAYS"]);
    expect((await api.call("GET", "/calendars")).body.items).toMatchObject([{ name: "BANK" }]);
    const deletion = await api.call("DELETE", "/calendars/BANK");
    expect(deletion.body.error.details).toEqual({ windows: ["WORKDAYS"] });
    await api.call("DELETE", "/windows/WORKDAYS");
    expect((await api.call("DELETE", "/calendars/BANK")).status).toBe(204);
    expect((await api.call("GET", "/calendars/BANK")).status).toBe(404);
  });

  it("are part of what the engine loads to ask whether a window is open", async () => {
    await put("/calendars/HOUSE", { holidays: ["2026-12-24"] });
    await put("/windows/HOUSE", { elements: [{ workday: true }], calendar: "HOUSE" });
    const lookup = await loadWindowLookup(pool, tenantId);
    expect(lookup.window("HOUSE")).toMatchObject({ timeZone: "UTC", calendar: "HOUSE" });
    expect(lookup.calendar("HOUSE")?.holidays).toEqual(["2026-12-24"]);
    expect([lookup.window("NONE"), lookup.calendar("NONE")]).toEqual([null, null]);
  });

  it.each([
    ["a day that does not exist", { holidays: ["2026-02-30"] }, "holidays.0"],
    ["no list", {}, "holidays"],
  ])("with %s are refused", async (_rule, body, field) => {
    expect(refused(await api.call("PUT", "/calendars/WRONG", { body }))[2]).toBe(field);
  });
});

describe("operator messages", () => {
  async function ask(replies: string[], as = tenantId): Promise<{ id: string; runId: string }> {
    const ctx = await api.contextOf();
    const asking = as === tenantId ? definition : await makeDefinition(pool, as);
    const runId = await makeRun(pool, asking, { state: "Console", at, columns: { gated: true } });
    const id = ctx.newId(ctx.now);
    await pool.query(
      `INSERT INTO operator_message (id, tenant_id, run_id, text, replies, created_at) VALUES ($1, $2, $3, 'Go on?', $4, $5)`,
      [id, as, runId, replies, at],
    );
    return { id, runId };
  }
  const reply = (id: string, text: unknown) =>
    api.call("POST", `/messages/${id}/reply`, { body: { reply: text } });

  it("are answered once, with one of the allowed replies, spaces left out (4.8)", async () => {
    const { id, runId } = await ask(["Restart step", "Continue"]);
    expect((await api.call("GET", "/messages?state=open")).body.items).toMatchObject([
      { id, run: runId, text: "Go on?", replies: ["Restart step", "Continue"], state: "open" },
    ]);
    for (const wrong of ["", "   ", "Perhaps", 7]) {
      expect(refused(await reply(id, wrong)), String(wrong)).toEqual([400, "invalid", "reply"]);
    }
    const answered = await reply(id, "  Restart \n  step ");
    expect([answered.status, answered.body]).toMatchObject([
      200,
      { state: "replied", reply: "Restart step", repliedAt: expect.any(String) },
    ]);
    const { rows } = await pool.query("SELECT conduct FROM run WHERE id = $1", [runId]);
    expect(rows).toEqual([{ conduct: true }]);
    const again = await reply(id, "Continue");
    expect([again.status, again.body.error.details]).toEqual([409, { state: "replied" }]);
    expect((await api.call("GET", "/messages?state=open")).body.items).toEqual([]);
    expect((await api.call("GET", `/messages?run=${runId}`)).body.items).toMatchObject([
      { id, state: "replied" },
    ]);
    await endRuns();
  });

  it("take any reply when none is prescribed, and none once withdrawn", async () => {
    const { id } = await ask([]);
    expect((await reply(id, "Whatever")).body.reply).toBe("Whatever");
    const gone = await ask([]);
    await pool.query("UPDATE operator_message SET state = 'withdrawn' WHERE id = $1", [gone.id]);
    expect((await reply(gone.id, "Late")).status).toBe(409);
    expect((await reply(randomUUID(), "x")).status).toBe(404);
    expect((await reply("x", "x")).status).toBe(404);
    await endRuns();
  });

  it("are shown to their own tenant and to the provider only", async () => {
    const [one, other] = [await api.createSubscriber(), await api.createSubscriber()];
    const { id } = await ask(["OK"], one.tenantId);
    const seen = async (as?: ApiLogin) =>
      (await api.call("GET", "/messages?state=open&limit=1", as ? { as } : {})).body.items.length;
    expect([await seen(one), await seen(other), await seen()]).toEqual([1, 0, 1]);
    expect((await api.call("GET", `/messages/${id}`, { as: other })).status).toBe(404);
    const body = { reply: "OK" };
    const foreign = await api.call("POST", `/messages/${id}/reply`, { body, as: other });
    expect(foreign.status).toBe(404);
    expect((await api.call("POST", `/messages/${id}/reply`, { body, as: one })).status).toBe(200);
  });
});

describe("who may do what", () => {
  it("operators hold, release, raise and clear; who defines creates and deletes; all is audited", async () => {
    const [definer, operator, viewer] = [
      await api.createSubscriber(["jobs.read", "jobs.write"]),
      await api.createSubscriber(["jobs.read", "runs.operate"]),
      await api.createSubscriber(["jobs.read"]),
    ];
    const status = async (as: ApiLogin, method: string, path: string, body?: unknown) =>
      (await api.call(method, path, { as, ...(body === undefined ? {} : { body }) })).status;
    for (const path of ["/queues/A", "/locks/A", "/events/A"]) {
      expect(await status(definer, "PUT", path, {})).toBe(201);
      expect(await status(operator, "PUT", path, {})).toBe(403);
      expect(await status(operator, "DELETE", path)).toBe(403);
      expect(await status(viewer, "GET", path)).toBe(404);
    }
    for (const path of [
      "/queues/A/hold",
      "/queues/A/release",
      "/events/A/raise",
      "/events/A/clear",
    ]) {
      expect(await status(definer, "POST", path), path).toBe(403);
      expect(await status(viewer, "POST", path), path).toBe(403);
    }
    expect(await status(operator, "POST", "/queues/Default/hold")).toBe(200);
    expect(await status(operator, "POST", "/events/A/raise")).toBe(404);
    const { rows } = await pool.query(
      `SELECT action, outcome, object_id AS id, count(*)::int AS entries FROM audit_entry
       WHERE tenant_id = ANY($1::uuid[]) AND object_type = 'queue' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      [[definer.tenantId, operator.tenantId]],
    );
    expect(rows).toEqual([
      { action: "QueueConfiguration", outcome: "denied", id: "A", entries: 1 },
      { action: "QueueConfiguration", outcome: "success", id: "A", entries: 1 },
      { action: "QueueDeletion", outcome: "denied", id: "A", entries: 1 },
      { action: "QueueHold", outcome: "denied", id: "A", entries: 1 },
      { action: "QueueHold", outcome: "success", id: "Default", entries: 1 },
      { action: "QueueRelease", outcome: "denied", id: "A", entries: 1 },
    ]);
  });

  it("keeps the gates of tenants apart", async () => {
    const [one, other] = [await api.createSubscriber(), await api.createSubscriber()];
    await put("/queues/SHARED", { size: 1 }, one);
    expect((await put("/queues/SHARED", { size: 2 }, other)).status).toBe(201);
    await api.call("POST", "/queues/SHARED/hold", { as: other });
    expect((await api.call("GET", "/queues/SHARED", { as: one })).body).toMatchObject({
      size: 1,
      held: false,
    });
    expect((await api.call("GET", "/queues/SHARED")).status).toBe(404);
  });
});
