import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { NEVER } from "@/lib/domain/gate/window-gate";
import { STATE_ACTIONS, type StateAction } from "@/lib/domain/run/run-actions";
import { canMove, RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import { moveRuns } from "@/lib/store/move-runs";
import {
  type MadeDefinition,
  makeDefinition,
  makeRun,
  makeTenant,
} from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { historyFaults } from "@/lib/testing/run-history";
import { until } from "@/lib/testing/until";
import { actOnRun, actOnRuns } from "./act-on-runs";

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

/** Written out by hand from run-states-and-chains 5 and 8.1, rows 12, 13, 18, 20, 21, 34, 36, 46 to 51; the rest is refused. */
const WAITING = ["Scheduled", "EventWait", "QueueHeld", "Queued", "LockWait"];
const BEFORE_THE_START = [...WAITING, "Held", "Overdue", "Never", "Dispatched", "Assigned"];
const HELD_LATER = ["Chained", "Delayed", "Modified"];
const each = (states: readonly string[], to: (state: string) => string) =>
  Object.fromEntries(states.map((state) => [state, to(state)]));

const EXPECTED: Record<StateAction, Record<string, string>> = {
  hold: {
    ...each([...WAITING, "Overdue", "Never"], () => "Held"),
    ...each(HELD_LATER, (state) => state),
  },
  release: { Held: "Scheduled", Overdue: "Scheduled", Never: "Scheduled" },
  cancel: each(["New", "Disabled", ...HELD_LATER, ...BEFORE_THE_START], () => "Canceled"),
  kill: { Running: "Killed", Waiting: "Killed", Console: "Killed" },
  "force-unknown": each(["Running", "Waiting", "Console", "Killing"], () => "Unknown"),
  disable: { Chained: "Disabled" },
  enable: { Disabled: "Chained" },
};

const NO_MEMBER = { ...EXPECTED, disable: {}, enable: {} };
const HOLDS: readonly StateAction[] = ["hold", "release", "disable", "enable"];

/** Does something to a run of every state at once; each becomes what is expected, or is refused with its state. */
async function expectAction(
  action: StateAction,
  expected: Record<string, string>,
  columns: () => Promise<Record<string, unknown>> | Record<string, unknown>,
): Promise<void> {
  const ids = new Map<RunState, string>();
  for (const state of RUN_STATES) ids.set(state, await makeIn(state, definition, await columns()));
  const runIds = [...ids.values()];
  const result = await actOnRuns(harness.context(), { action, runIds });
  const became: Record<string, string> = {};
  for (const [state, id] of ids) {
    const refused = result.refused.find((one) => one.id === id);
    if (refused === undefined) became[state] = (await harness.run(id)).state;
    else {
      expect(refused).toMatchObject({ state, message: expect.stringContaining(state) });
      expect((await harness.run(id)).state).toBe(state);
    }
    await expectLegal(id);
  }
  expect(became).toEqual(expected);
  expect(result.changed).toEqual(runIds.filter((id) => isChanged(result, id)));
  const { rows } = await harness.db.pool.query<{ state: string }>(
    "SELECT state FROM run WHERE id = ANY($1::uuid[]) AND hold_when_reached ORDER BY state",
    [runIds],
  );
  expect(rows.map(({ state }) => state)).toEqual(action === "hold" ? HELD_LATER : []);
}

function isChanged({ refused }: { refused: { id: string }[] }, id: string): boolean {
  return refused.every((one) => one.id !== id);
}

async function expectLegal(id: string): Promise<void> {
  const path = await harness.path(id);
  for (const [index, to] of path.entries()) {
    const from = path[index - 1];
    if (from) expect(canMove(from, to), `${from} to ${to}`).toBe(true);
  }
}

/** Columns of a step or call of a chain that is under way. */
async function memberOf(role: "step" | "call" | "chain") {
  const open = { open_children: 100 };
  const chain = await makeIn("Waiting", definition, { role: "chain", kind: "chain", ...open });
  if (role === "step") return { role, kind: "chain", parent_id: chain, chain_id: chain };
  const step = await makeIn("Waiting", definition, {
    ...{ role: "step", kind: "chain", parent_id: chain, chain_id: chain, ...open },
  });
  return { role, parent_id: step, chain_id: chain };
}

describe("an action on a run", () => {
  it.each(STATE_ACTIONS)(
    "%s of a job leads where section 5 says, state by state",
    async (action) => {
      await expectAction(action, NO_MEMBER[action], () => ({}));
    },
  );

  it.each(STATE_ACTIONS)("%s of a call leads where section 5 says", async (action) => {
    await expectAction(action, EXPECTED[action], () => memberOf("call"));
  });

  it.each(HOLDS)("%s of a step leads where section 5 says", async (action) => {
    const released = { ...EXPECTED.release, Held: "Running" };
    const expected = action === "release" ? released : EXPECTED[action];
    await expectAction(action, expected, () => memberOf("step"));
  });

  it.each(HOLDS)("%s of a nested chain leads where section 5 says", async (action) => {
    await expectAction(action, EXPECTED[action], () => memberOf("chain"));
  });

  it.each(HOLDS)("%s of a chain leads where section 5 says", async (action) => {
    await expectAction(action, NO_MEMBER[action], () => ({ role: "chain", kind: "chain" }));
  });

  it("answers for one run with its state when it is not allowed", async () => {
    const id = await makeIn("Completed");
    await expect(actOnRun(harness.context(), { action: "kill", runId: id })).rejects.toMatchObject({
      code: "conflict",
      message: "It is Completed: it has ended.",
      details: { state: "Completed" },
    });
  });

  it.each(["Overdue", "Never"] as const)(
    "releases a run in %s to the next chance: its start is now (rows 34 and 36)",
    async (state) => {
      const start_at = state === "Never" ? NEVER : harness.clock.now();
      const id = await makeIn(state, definition, { start_at });
      harness.clock.advance(1000);
      await actOnRun(harness.context(), { action: "release", runId: id });
      const { rows } = await harness.db.pool.query(
        "SELECT start_at, ready FROM run WHERE id = $1",
        [id],
      );
      expect(rows).toEqual([{ start_at: harness.clock.now(), ready: true }]);
    },
  );

  it("says what became of a run that ended at the same moment", async () => {
    const id = await makeIn("Scheduled");
    const { pool } = harness.db;
    const other = await pool.connect();
    onTestFinished(() => other.release());
    await other.query("BEGIN");
    const by = { actor: "system", now: harness.clock.now() };
    const path = ["Canceling", "Canceled"] as const;
    const move = { tenantId: harness.tenantId, runId: id, from: ["Scheduled"] as const, path };
    await moveRuns(other, [{ ...move, reason: null, detail: null }], by);
    const holding = actOnRuns(harness.context(), { action: "hold", runIds: [id] });
    await until("the hold waits for the other change", async () => {
      const waiting = await pool.query("SELECT FROM pg_locks WHERE NOT granted");
      return waiting.rowCount === 1;
    });
    await other.query("COMMIT");
    const { refused } = await holding;
    expect(refused).toMatchObject([{ id, state: "Canceled" }]);
    expect(refused[0]?.message).toContain("Canceled");
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
