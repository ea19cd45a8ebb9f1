import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { putCalendar } from "@/lib/services/calendars/put-calendar";
import { putEvent } from "@/lib/services/events/put-event";
import { putLock } from "@/lib/services/locks/put-lock";
import { putQueue } from "@/lib/services/queues/put-queue";
import { putWindow } from "@/lib/services/windows/put-window";
import { refreshQueueClosures } from "@/lib/store/queue-closures";
import { GATE_TIME as at, refused, startGateApi } from "@/lib/testing/gate-fixture";
import type { ApiLogin } from "@/lib/testing/native-api-fixture";

const { api, pool, tenantId, definition, put, announced, run, endRuns, refer, unrefer } =
  await startGateApi();
afterAll(() => api.close());

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
        blocked: 0,
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
    expect([body.running, body.waiting, body.blocked]).toEqual([2, 3, 2]);
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

  it.each(["Default", "FREE"])(
    "%s counts runs that pass no gate while it has no limits",
    async (queue) => {
      if (queue !== "Default") await put(`/queues/${queue}`);
      await run("Running", { queue, gated: false });
      await run("Scheduled", { queue, gated: false });
      await run("Running", { queue });
      const { body } = await api.call("GET", `/queues/${queue}`);
      expect([body.running, body.waiting, body.runningRuns.length]).toEqual([2, 1, 2]);
      await endRuns();
    },
  );

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

describe("a new gate", () => {
  it.each([
    ["queue", putQueue, {}],
    ["lock", putLock, {}],
    ["event", putEvent, {}],
    ["time window", putWindow, { elements: [] }],
    ["calendar", putCalendar, { holidays: [] }],
  ] as const)("does not take the name of another %s", async (_kind, put, input) => {
    const ctx = await api.contextOf();
    const first = { name: "TAKEN", input: { ...input, description: "first" }, isNew: true };
    expect(await put(ctx, first)).toEqual({ created: true });
    const second = put(ctx, { ...first, input });
    await expect(second).rejects.toMatchObject({ code: "conflict", field: "name" });
  });

  it("takes no name that is built in", async () => {
    const request = { name: "Default", input: {}, isNew: true };
    const made = putQueue(await api.contextOf(), request);
    await expect(made).rejects.toMatchObject({ code: "conflict", field: "name" });
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
