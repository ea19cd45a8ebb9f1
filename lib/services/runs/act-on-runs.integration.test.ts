import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canMove, RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import {
  type MadeDefinition,
  makeDefinition,
  makeRun,
  makeTenant,
} from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { historyFaults } from "@/lib/testing/run-history";
import { actOnRun, actOnRuns, STATE_ACTIONS, type StateAction } from "./act-on-runs";

let harness: EngineHarness;
let definition: MadeDefinition;

beforeAll(async () => {
  harness = await createEngineHarness();
  definition = await makeDefinition(harness.db.pool, harness.tenantId);
});

afterAll(async () => {
  try {
    expect(await historyFaults(harness.db.pool)).toEqual([]);
  } finally {
    await harness.close();
  }
});

const makeIn = (state: RunState, of = definition, columns: Record<string, unknown> = {}) =>
  makeRun(harness.db.pool, of, { state, at: harness.clock.now(), columns });

/** Written out by hand from run-states-and-chains 8.1, rows 20, 21, 34, 36, 46 to 51; the rest is refused. */
const WAITING = ["Scheduled", "EventWait", "QueueHeld", "Queued", "LockWait"];
const BEFORE_THE_START = [...WAITING, "Held", "Overdue", "Never", "Dispatched", "Assigned"];
const EXPECTED: Record<StateAction, Record<string, string>> = {
  hold: Object.fromEntries(
    [...WAITING, "Overdue", "Never", "New", "Chained"].map((state) => [state, "Held"]),
  ),
  release: { Held: "Scheduled", Overdue: "Scheduled", Never: "Scheduled" },
  cancel: Object.fromEntries(
    ["New", "Chained", "Disabled", "Delayed", "Modified", ...BEFORE_THE_START].map((state) => [
      state,
      "Canceled",
    ]),
  ),
  kill: { Running: "Killed", Waiting: "Killed", Console: "Killed" },
  "force-unknown": {
    Running: "Unknown",
    Waiting: "Unknown",
    Console: "Unknown",
    Killing: "Unknown",
  },
};

const MATRIX = STATE_ACTIONS.flatMap((action) =>
  RUN_STATES.map((state) => [action, state, EXPECTED[action][state] ?? null] as const),
);

describe("an action on a run", () => {
  it.each(MATRIX)("%s in state %s leads to %s", async (action, state, expected) => {
    const id = await makeIn(state);
    const result = await actOnRuns(harness.context(), { action, runIds: [id] });
    const now = await harness.run(id);
    if (expected === null) {
      expect(result).toMatchObject({ changed: [], refused: [{ id, state }] });
      expect(result.refused[0]?.message).toContain(state);
      expect(now.state).toBe(state);
      await expect(actOnRun(harness.context(), { action, runId: id })).rejects.toMatchObject({
        code: "conflict",
      });
    } else {
      expect(result).toEqual({ changed: [id], refused: [] });
      expect(now.state).toBe(expected);
      const path = await harness.path(id);
      for (const [index, to] of path.entries()) {
        const from = path[index - 1];
        if (from) expect(canMove(from, to)).toBe(true);
      }
    }
  });

  it("waits for the server that holds the run when it is to be killed", async () => {
    const node = await harness.node();
    const id = await makeIn("Running", definition, { server_id: node.server.id });
    await actOnRuns(harness.context(), { action: "kill", runIds: [id] });
    expect((await harness.run(id)).state).toBe("Killing");
    expect(harness.hints).toContain("kills");
    await harness.db.pool.query("UPDATE run SET server_id = NULL WHERE id = $1", [id]);
  });

  it("makes a released run claimable at once when it is due, later when it is not", async () => {
    const node = await harness.node();
    const ahead = { start_at: new Date(harness.clock.now().getTime() + 60_000) };
    const [due, later] = [await makeIn("Held"), await makeIn("Held", definition, ahead)];
    await harness.db.pool.query("UPDATE run SET ready = false WHERE id <> ALL($1)", [[due, later]]);
    await actOnRuns(harness.context(), { action: "release", runIds: [due, later] });
    expect(await node.claim()).toEqual([due]);
    node.http.answerAll(200);
    await node.outcomes.flushOnce();
  });

  it("keeps a held run from being claimed", async () => {
    const node = await harness.node();
    const id = await makeIn("Scheduled");
    await actOnRuns(harness.context(), { action: "hold", runIds: [id] });
    expect(await node.claim()).not.toContain(id);
  });

  it("changes each run by itself and says what became of each", async () => {
    const [waiting, done] = [await makeIn("Scheduled"), await makeIn("Completed")];
    const missing = "00000000-0000-7000-8000-00000000dead";
    const result = await actOnRuns(harness.context(), {
      action: "cancel",
      runIds: [waiting, done, missing],
    });
    expect(result.changed).toEqual([waiting]);
    expect(result.refused.map(({ id, state }) => [id, state])).toEqual([
      [done, "Completed"],
      [missing, null],
    ]);
  });

  it("changes a run once when two operators act at the same moment", async () => {
    const id = await makeIn("Scheduled");
    const both = await Promise.all([
      actOnRuns(harness.context(), { action: "cancel", runIds: [id] }),
      actOnRuns(harness.context(), { action: "hold", runIds: [id] }),
      actOnRuns(harness.context(), { action: "cancel", runIds: [id] }),
    ]);
    const path = await harness.path(id);
    expect(path.filter((state) => state === "Canceled").length).toBeLessThanOrEqual(1);
    expect(both.flatMap((one) => one.changed).length).toBeGreaterThanOrEqual(1);
  });

  it("does not see the runs of another tenant, unless it may see all", async () => {
    const other = await makeDefinition(harness.db.pool, await makeTenant(harness.db.pool));
    const id = await makeIn("Scheduled", other);
    const own = await actOnRuns(harness.context(), { action: "cancel", runIds: [id] });
    expect(own).toMatchObject({ changed: [], refused: [{ id, state: null }] });
    await expect(
      actOnRun(harness.context(), { action: "cancel", runId: id }),
    ).rejects.toMatchObject({ code: "not_found" });
    const scope = { tenantId: harness.tenantId, allTenants: true };
    expect(
      (await actOnRuns(harness.context({ scope }), { action: "cancel", runIds: [id] })).changed,
    ).toEqual([id]);
  });

  it("is forbidden without the permission", async () => {
    const id = await makeIn("Scheduled");
    const ctx = harness.context({ permissions: ["jobs.read"] });
    await expect(actOnRuns(ctx, { action: "cancel", runIds: [id] })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await harness.run(id)).state).toBe("Scheduled");
  });

  it("records who did it and why, on the transition and in the audit", async () => {
    const id = await makeIn("Scheduled");
    await actOnRuns(harness.context(), { action: "hold", runIds: [id], reason: "month end" });
    const { pool } = harness.db;
    const move = await pool.query(
      "SELECT actor, reason FROM transition WHERE run_id = $1 AND to_state = 'Held'",
      [id],
    );
    expect(move.rows).toEqual([{ actor: "operator", reason: "month end" }]);
    const audit = await pool.query(
      "SELECT actor, action, outcome FROM audit_entry WHERE object_id = $1",
      [id],
    );
    expect(audit.rows).toEqual([{ actor: "operator", action: "Runhold", outcome: "success" }]);
  });
});
