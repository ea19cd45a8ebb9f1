import { afterAll, describe, expect, it } from "vitest";
import { GATE_TIME as at, refused, startGateApi } from "@/lib/testing/gate-fixture";

const { api, pool, tenantId, definition, put, announced, run, endRuns, refer, unrefer } =
  await startGateApi();
afterAll(() => api.close());

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
