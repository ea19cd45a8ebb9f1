import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/domain/errors";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { reportCallback } from "@/lib/services/runs/report-callback";
import type { Queryable } from "@/lib/store/queryable";
import { type MadeDefinition, makeDefinition, makeRun } from "@/lib/testing/engine-factories";
import {
  createEngineHarness,
  type EngineHarness,
  type TestNode,
} from "@/lib/testing/engine-harness";
import { historyFaults } from "@/lib/testing/run-history";
import { expireOnce, killOnce, rescueOnce } from "./rescuer";

let harness: EngineHarness;

beforeAll(async () => {
  harness = await createEngineHarness();
});

afterAll(async () => {
  try {
    expect(await historyFaults(harness.db.pool)).toEqual([]);
  } finally {
    await harness.close();
  }
});

interface Started {
  node: TestNode;
  definition: MadeDefinition;
  id: string;
}

/** One run whose request has gone out. */
async function started(
  columns: Record<string, unknown> = {},
  writeTo?: Queryable,
): Promise<Started> {
  const definition = await makeDefinition(harness.db.pool, harness.tenantId, columns);
  const node = await harness.node(writeTo ? { writeTo } : {});
  const id = await makeRun(harness.db.pool, definition, {
    state: "Scheduled",
    at: harness.clock.now(),
  });
  expect(await node.claim()).toEqual([id]);
  return { node, definition, id };
}

function callBack({ definition, id }: Started, success = true): Promise<void> {
  const report = { jobId: definition.jobId, scheduleId: id, runId: id, success, message: "done" };
  return reportCallback(harness.context(), report);
}

function kill(id: string) {
  return actOnRuns(harness.context(), { action: "kill", runIds: [id] });
}

function killPass(node: TestNode): Promise<number> {
  return killOnce({
    ...harness.deps,
    server: node.server,
    abort: (id) => node.dispatcher.abort(id),
  });
}

async function refused(work: Promise<void>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.code : String(error);
}

describe("a synchronous answer", () => {
  it.each([
    [200, "Completed", "SUCCESS"],
    [204, "Completed", "SUCCESS"],
    [302, "Completed", "SUCCESS"],
    [399, "Completed", "SUCCESS"],
    [400, "Error", "REQUEST_ERROR"],
    [404, "Error", "REQUEST_ERROR"],
    [500, "Error", "ERROR"],
    [503, "Error", "ERROR"],
  ])("of status %i ends the run %s as %s", async (status, state, detail) => {
    const { node, id } = await started();
    harness.clock.advance(1500);
    node.http.callOf(id).answer(status, "the answer", { total: 3 });
    await node.outcomes.flushOnce();
    const run = await harness.run(id);
    expect(run).toMatchObject({
      state,
      detail,
      http_status: status,
      server_id: null,
      result: { total: 3 },
    });
    expect(run.ended_at).toEqual(harness.clock.now());
    const log = await harness.logText(id);
    expect(log).toContain("TRIGGERED");
    expect(log).toContain("the answer");
    expect(node.noted).toEqual([{ definitionId: expect.any(String), reached: true }]);
  });

  it.each(["refused", "dns", "tls", "reset", "protocol", "blocked", "invalid"] as const)(
    "that is a failure of the kind %s ends the run in REQUEST_ERROR",
    async (kind) => {
      const { node, id } = await started();
      node.http.callOf(id).fail(kind, kind === "refused" || kind === "dns");
      await node.outcomes.flushOnce();
      const reason = `REQUEST_${kind.toUpperCase()}`;
      expect(await harness.run(id)).toMatchObject({
        state: "Error",
        detail: "REQUEST_ERROR",
        reason,
      });
    },
  );
});

describe("an asynchronous answer", () => {
  it("leaves the run running until its callback decides it", async () => {
    const run = await started();
    run.node.http.callOf(run.id).answer(202, "on it");
    await run.node.outcomes.flushOnce();
    expect(await harness.run(run.id)).toMatchObject({
      state: "Running",
      detail: "ACK_RECVD",
      server_id: null,
    });
    expect(run.node.dispatcher.slotsTaken).toBe(0);
    harness.clock.advance(60_000);
    await callBack(run);
    expect(await harness.run(run.id)).toMatchObject({
      state: "Completed",
      detail: "SUCCESS",
      http_status: 202,
    });
  });

  it("ends in Error when the callback says so", async () => {
    const run = await started();
    run.node.http.callOf(run.id).answer(202);
    await run.node.outcomes.flushOnce();
    await callBack(run, false);
    expect(await harness.run(run.id)).toMatchObject({ state: "Error", detail: "ERROR" });
  });

  it("ends Unknown without a callback when the asynchronous time of its definition is over", async () => {
    const run = await started({ asynchronous_seconds: 100 });
    const startedAt = harness.clock.now();
    run.node.http.callOf(run.id).answer(202);
    await run.node.outcomes.flushOnce();
    expect((await harness.run(run.id)).deadline_at).toEqual(
      new Date(startedAt.getTime() + 100_000),
    );
    harness.clock.advance(99_999);
    await expireOnce(harness.deps);
    expect((await harness.run(run.id)).state).toBe("Running");
    harness.clock.advance(1);
    await expireOnce(harness.deps);
    expect(await harness.run(run.id)).toMatchObject({ state: "Unknown", reason: "NO_CALLBACK" });
    expect(await refused(callBack(run))).toBe("invalid");
    expect((await harness.run(run.id)).state).toBe("Unknown");
  });

  it("is processed when the callback comes before the 202", async () => {
    const run = await started();
    await callBack(run);
    run.node.http.callOf(run.id).answer(202);
    await run.node.outcomes.flushOnce();
    expect(await harness.run(run.id)).toMatchObject({
      state: "Completed",
      reason: "CALLBACK",
      deadline_at: null,
    });
  });

  it("takes one callback, also of two at the same moment", async () => {
    const run = await started();
    run.node.http.callOf(run.id).answer(202);
    await run.node.outcomes.flushOnce();
    const reports = await Promise.all([refused(callBack(run)), refused(callBack(run, false))]);
    expect(reports.sort()).toEqual(["invalid", "null"]);
    expect(await refused(callBack(run))).toBe("invalid");
  });

  it("takes no callback after a kill", async () => {
    const run = await started();
    run.node.http.callOf(run.id).answer(202);
    await run.node.outcomes.flushOnce();
    await kill(run.id);
    expect((await harness.run(run.id)).state).toBe("Killed");
    expect(await refused(callBack(run))).toBe("invalid");
  });

  it("is recorded once when it is written twice", async () => {
    let isAnswerLost = true;
    const { pool } = harness.db;
    const forgetful = {
      query: async (...args: Parameters<typeof pool.query>) => {
        const result = await pool.query(...args);
        if (isAnswerLost) throw new Error("Connection terminated unexpectedly");
        return result;
      },
    } as unknown as Queryable;
    const { node, id } = await started({}, forgetful);
    node.http.callOf(id).answer(202, "only once");
    await expect(node.outcomes.flushOnce()).rejects.toThrow("terminated");
    isAnswerLost = false;
    await node.outcomes.flushOnce();
    expect((await harness.logText(id)).split("only once")).toHaveLength(2);
  });
});

describe("no answer in the synchronous window", () => {
  async function unanswered(): Promise<Started> {
    const run = await started();
    run.node.http.callOf(run.id).unanswered();
    await run.node.outcomes.flushOnce();
    expect(await harness.run(run.id)).toMatchObject({
      state: "Running",
      detail: "ACK_NOT_RECVD",
      server_id: null,
    });
    expect(run.node.dispatcher.slotsTaken).toBe(0);
    return run;
  }

  it("lets a late answer decide the run", async () => {
    const { node, id } = await unanswered();
    harness.clock.advance(100_000);
    node.http.callOf(id).answer(200, "late");
    await node.outcomes.flushOnce();
    expect(await harness.run(id)).toMatchObject({ state: "Completed", detail: "SUCCESS" });
  });

  it("lets a late 202 acknowledge it, and then the callback decide", async () => {
    const run = await unanswered();
    run.node.http.callOf(run.id).answer(202);
    await run.node.outcomes.flushOnce();
    expect((await harness.run(run.id)).detail).toBe("ACK_RECVD");
    await callBack(run);
    expect((await harness.run(run.id)).state).toBe("Completed");
  });

  it("does not let a late failure decide it", async () => {
    const run = await unanswered();
    run.node.http.callOf(run.id).fail("reset");
    await run.node.outcomes.flushOnce();
    expect((await harness.run(run.id)).state).toBe("Running");
    await callBack(run);
    expect((await harness.run(run.id)).state).toBe("Completed");
  });

  it("keeps Unknown when the answer comes after the asynchronous timeout", async () => {
    const { node, id } = await unanswered();
    harness.clock.advance(1_800_000);
    await expireOnce(harness.deps);
    node.http.callOf(id).answer(200);
    await node.outcomes.flushOnce();
    expect((await harness.run(id)).state).toBe("Unknown");
  });

  it("writes an answer that comes together with its own acknowledgement", async () => {
    const { node, id } = await started();
    node.http.callOf(id).unanswered();
    node.http.callOf(id).answer(200);
    await node.outcomes.flushOnce();
    expect((await harness.run(id)).state).toBe("Completed");
  });
});

describe("a kill", () => {
  it("ends the call of a held run and then the run", async () => {
    const { node, id } = await started();
    await kill(id);
    expect((await harness.run(id)).state).toBe("Killing");
    expect(await killPass(node)).toBe(1);
    await node.outcomes.flushOnce();
    expect(await harness.run(id)).toMatchObject({ state: "Killed", reason: "KILLED" });
    expect(await harness.path(id)).toEqual([
      "New",
      "Scheduled",
      "Dispatched",
      "Assigned",
      "Running",
      "Killing",
      "Killed",
    ]);
  });

  it("loses against a result that came before it took hold", async () => {
    const { node, id } = await started();
    await kill(id);
    node.http.callOf(id).answer(200);
    await killPass(node);
    await node.outcomes.flushOnce();
    expect((await harness.run(id)).state).toBe("Completed");
  });

  it.each(["202", "silence"])(
    "ends a run whose call ended with %s at the same moment",
    async (answer) => {
      const { node, id } = await started();
      await kill(id);
      if (answer === "202") node.http.callOf(id).answer(202);
      else node.http.callOf(id).unanswered();
      await node.outcomes.flushOnce();
      await killPass(node);
      await expireOnce(harness.deps);
      expect((await harness.run(id)).state).toBe("Killed");
    },
  );

  it("ends a run at once that was acknowledged between the look at it and the kill", async () => {
    const { node, id } = await started();
    const { pool } = harness.db;
    const other = await pool.connect();
    try {
      await other.query("BEGIN");
      await other.query("SELECT 1 FROM run WHERE id = $1 FOR UPDATE", [id]);
      const killing = kill(id);
      const isWaiting = async () => {
        const sql =
          "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%unnest($3%'";
        return ((await pool.query(sql)).rowCount ?? 0) > 0;
      };
      while (!(await isWaiting()));
      await other.query(
        "UPDATE run SET server_id = NULL, detail = 'ACK_RECVD', deadline_at = $2 WHERE id = $1",
        [id, new Date(harness.clock.now().getTime() + 1_800_000)],
      );
      await other.query("COMMIT");
      await killing;
    } finally {
      other.release();
    }
    await expireOnce(harness.deps);
    expect((await harness.run(id)).state).toBe("Killed");
    node.http.callOf(id).answer(202);
    await node.outcomes.flushOnce();
  });
});

describe("the ownership guard", () => {
  it("keeps a server that lost its lease from ending a run that was given up", async () => {
    const { node, id } = await started();
    const other = await harness.node({ name: "other" });
    harness.clock.advance(16_000);
    await other.lease.renewOnce();
    const summary = await rescueOnce(harness.deps, harness.clock.now());
    expect(summary.lostServers).toContain("node");
    expect(await harness.run(id)).toMatchObject({ state: "Unknown", reason: "WORKER_LOST: node" });
    node.http.callOf(id).answer(200, "too late");
    await node.outcomes.flushOnce();
    expect((await harness.run(id)).state).toBe("Unknown");
    expect(await harness.logText(id)).not.toContain("too late");
  });

  it("ends only the attempt it was told of", async () => {
    const { node, id } = await started();
    await harness.db.pool.query("UPDATE run SET attempt = 2 WHERE id = $1", [id]);
    node.http.callOf(id).answer(500);
    await node.outcomes.flushOnce();
    expect((await harness.run(id)).state).toBe("Running");
  });

  it("ends no run that another server holds", async () => {
    const { node, id } = await started();
    const other = await harness.node();
    await harness.db.pool.query("UPDATE run SET server_id = $2 WHERE id = $1", [
      id,
      other.server.id,
    ]);
    node.http.callOf(id).answer(500);
    await node.outcomes.flushOnce();
    expect((await harness.run(id)).state).toBe("Running");
  });
});

describe("group commit", () => {
  it("keeps everything while the database refuses, and writes it when it is back", async () => {
    const { pool } = harness.db;
    let isAway = true;
    const flaky = {
      query: (...args: Parameters<typeof pool.query>) =>
        isAway ? Promise.reject(new Error("the database is away")) : pool.query(...args),
    } as unknown as Queryable;
    const definition = await makeDefinition(pool, harness.tenantId);
    const node = await harness.node({ writeTo: flaky, concurrency: 1200 });
    const at = harness.clock.now();
    const ids = await Promise.all(
      Array.from({ length: 1100 }, () => makeRun(pool, definition, { state: "Scheduled", at })),
    );
    while ((await node.claim()).length > 0);
    for (const [index, id] of ids.entries())
      node.http.callOf(id).answer(index % 5 === 0 ? 202 : 200);
    expect(node.outcomes.pending).toBe(1100);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      harness.timer.advance(500);
      await expect(node.outcomes.flushOnce()).rejects.toThrow("away");
    }
    expect(node.outcomes.pending).toBe(1100);
    isAway = false;
    harness.timer.advance(500);
    await node.outcomes.flushOnce();
    expect(node.outcomes.pending).toBe(0);
    const states = await pool.query<{ state: string; runs: number }>(
      "SELECT state, count(*)::int AS runs FROM run WHERE definition_id = $1 GROUP BY 1 ORDER BY 2",
      [definition.id],
    );
    expect(states.rows).toEqual([
      { state: "Running", runs: 220 },
      { state: "Completed", runs: 880 },
    ]);
  });

  it("writes the others of a group when one holds what the database cannot store", async () => {
    const definition = await makeDefinition(harness.db.pool, harness.tenantId);
    const node = await harness.node();
    const at = harness.clock.now();
    const ids = await Promise.all(
      Array.from({ length: 20 }, () =>
        makeRun(harness.db.pool, definition, { state: "Scheduled", at }),
      ),
    );
    await node.claim();
    const nul = String.fromCharCode(0);
    for (const [index, id] of ids.entries()) {
      node.http.callOf(id).answer(200, "fine", index === 7 ? { bad: nul } : { good: 1 });
    }
    await node.outcomes.flushOnce();
    const runs = await harness.runs("definition_id = $1 AND state = 'Completed'", [definition.id]);
    expect(runs).toHaveLength(20);
    expect(await harness.run(ids[7] ?? "")).toMatchObject({ result: null });
    expect(await harness.logText(ids[7] ?? "")).toContain("cannot be stored");
    expect(await harness.run(ids[8] ?? "")).toMatchObject({ result: { good: 1 } });
  });
});
