import { expect } from "vitest";
import { permissionsOfRole } from "@/lib/domain/access/access";
import type { DefinitionPropertiesInput } from "@/lib/domain/definition/definition-properties";
import type { RunState } from "@/lib/domain/run/run-state";
import type { SubmitRunInput } from "@/lib/domain/run/submit-input";
import { expireOnce, killOnce, readyOnce } from "@/lib/engine/rescuer";
import { timeOnce, timeQueuesOnce } from "@/lib/engine/timekeeper";
import type { Context } from "@/lib/services/context";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { createEngineHarness, type EngineHarness, type TestNode } from "./engine-harness";
import { makeGatedDefinition } from "./gate-factories";
import { historyFaults } from "./run-history";

/** Rounds of all duties after which a rig that still moves is taken for one that never rests. */
const MAX_ROUNDS = 200;

/** An engine's surroundings with one node, for tests of what runs wait for. */
export interface GateRig extends EngineHarness {
  harness: EngineHarness;
  node1: TestNode;
  admin(): Context;
  /** The name of a new definition with these properties. */
  define(
    properties?: DefinitionPropertiesInput,
    columns?: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  /** Submits runs of a definition; answers their ids. */
  submit(
    definition: string,
    wish?: Partial<SubmitRunInput> & { count?: number },
  ): Promise<string[]>;
  submitOne(definition: string, wish?: Partial<SubmitRunInput>): Promise<string>;
  /** Has every duty of these nodes do what there is to do at this moment; calls stay open until they are answered. */
  settle(nodes?: readonly TestNode[]): Promise<void>;
  /** The same some seconds later. */
  after(seconds: number): Promise<void>;
  /** The endpoint of a run answers. */
  answer(runId: string, status?: number): Promise<void>;
  states(ids: readonly string[]): Promise<RunState[]>;
  state(id: string): Promise<RunState>;
  /** What a run waits for: `EventWait event:X`. */
  waits(id: string): Promise<string>;
  /** The states of a run with the seconds since the submission, after New: `0 EventWait (EVENT: X)`. */
  figure(id: string): Promise<string[]>;
  /** The runs in the order in which they started. */
  startOrder(ids: readonly string[]): Promise<string[]>;
  /** Names of the locks a run holds. */
  holds(id: string): Promise<string[]>;
  /** Fails when something is wrong with any history or with what any run waits for. */
  verify(): Promise<void>;
}

/** A rig on a database of its own. */
export async function createGateRig(startAt?: string): Promise<GateRig> {
  const harness = await createEngineHarness(startAt);
  const node1 = await harness.node({ name: "one", concurrency: 100 });
  const { db, clock, tenantId } = harness;
  const admin = () => harness.context({ permissions: permissionsOfRole("administrator") });
  const submit: GateRig["submit"] = (definition, { count = 1, ...wish } = {}) =>
    submitRuns(
      admin(),
      Array.from({ length: count }, () => ({ definition, ...wish })),
    );
  const settle = (nodes: readonly TestNode[] = [node1]) => settleAll(harness, nodes);
  return {
    ...{ ...harness, harness, node1, admin, submit, settle },
    define: async (properties, columns) =>
      (
        await makeGatedDefinition(db.pool, tenantId, {
          ...(properties ? { properties } : {}),
          ...(columns ? { columns } : {}),
        })
      ).name,
    submitOne: async (definition, wish) => (await submit(definition, wish))[0] ?? "",
    after: async (seconds) => {
      clock.advance(seconds * 1000);
      await node1.lease.renewOnce();
      await settle();
    },
    answer: async (runId, status = 200) => {
      node1.http.callOf(runId).answer(status);
      await settle();
    },
    states: (ids) => Promise.all(ids.map(async (id) => (await harness.run(id)).state)),
    state: async (id) => (await harness.run(id)).state,
    waits: async (id) => {
      const { rows } = await db.pool.query<{ text: string }>(
        "SELECT concat_ws(' ', state, blocked_on, CASE WHEN ready THEN 'ready' END) AS text FROM run WHERE id = $1",
        [id],
      );
      return rows[0]?.text ?? "";
    },
    figure: async (id) => {
      const { rows } = await db.pool.query<{ text: string }>(
        `SELECT concat(extract(epoch FROM t.at - r.submitted_at)::float8, ' ', t.to_state, ' (' || t.reason || ')') AS text
         FROM transition t JOIN run r ON r.id = t.run_id WHERE t.run_id = $1 AND t.seq > 1
           AND t.to_state NOT IN ('Dispatched', 'Assigned') ORDER BY t.seq`,
        [id],
      );
      return rows.map((row) => row.text);
    },
    startOrder: async (ids) => {
      const { rows } = await db.pool.query<{ id: string }>(
        "SELECT id FROM run WHERE id = ANY($1::uuid[]) AND started_at IS NOT NULL ORDER BY started_at, id",
        [ids],
      );
      return rows.map((row) => row.id);
    },
    holds: async (id) => {
      const { rows } = await db.pool.query<{ lock_name: string }>(
        "SELECT lock_name FROM lock_hold WHERE run_id = $1 ORDER BY lock_name",
        [id],
      );
      return rows.map((row) => row.lock_name);
    },
    verify: async () => {
      expect(await historyFaults(db.pool)).toEqual([]);
      expect(await gateFaults(harness)).toEqual([]);
    },
  };
}

async function settleAll(harness: EngineHarness, nodes: readonly TestNode[]): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    await readyOnce(harness.deps);
    const { runs } = await timeOnce(harness.deps);
    const queues = await timeQueuesOnce(harness.deps);
    let claimed = 0;
    for (const node of nodes) {
      await killOnce({
        ...harness.deps,
        server: node.server,
        abort: (id) => node.dispatcher.abort(id),
      });
      node.dispatcher.noteGates();
      claimed += (await node.dispatcher.claimOnce()).claimed;
      await node.outcomes.flushOnce();
    }
    const expired = await expireOnce(harness.deps);
    const notes = await harness.db.pool.query("SELECT FROM gate_change LIMIT 1");
    if (claimed + runs + queues + expired + (notes.rowCount ?? 0) === 0) return;
  }
  throw new Error("the engine does not come to rest");
}

/** What is wrong with runs and gates while nothing moves, in sentences. */
async function gateFaults({ db }: EngineHarness): Promise<string[]> {
  const { rows } = await db.pool.query<{ fault: string }>(
    `SELECT 'run ' || r.id || ' in ' || r.state || ' waits for nothing' AS fault FROM run r
     WHERE r.gated AND r.state IN ('EventWait', 'QueueHeld', 'Queued', 'LockWait') AND NOT r.ready AND r.blocked_on IS NULL
     UNION ALL SELECT 'run ' || r.id || ' in ' || r.state || ' is filed under ' || r.blocked_on FROM run r
     WHERE r.blocked_on IS NOT NULL AND r.state NOT IN ('Scheduled', 'EventWait', 'QueueHeld', 'Queued', 'LockWait', 'Never')
     UNION ALL SELECT 'run ' || h.run_id || ' holds ' || h.lock_name || ' in ' || r.state FROM lock_hold h LEFT JOIN run r ON r.id = h.run_id
     WHERE r.state IS NULL OR r.state NOT IN ('Running', 'Waiting', 'Console', 'Killing')
     UNION ALL SELECT 'lock ' || l.name || ' is held too often' FROM lock l JOIN lock_hold h ON h.tenant_id = l.tenant_id AND h.lock_name = l.name
     GROUP BY l.name, l.type, l.size
     HAVING CASE l.type WHEN 'counted' THEN sum(h.units) > l.size WHEN 'simple' THEN count(*) > 1
       ELSE count(*) > 1 AND bool_or(h.mode = 'exclusive') END
     UNION ALL SELECT 'queue ' || q.name || ' is too full' FROM queue q JOIN run r ON r.tenant_id = q.tenant_id AND r.queue = q.name
     WHERE r.state IN ('Dispatched', 'Assigned', 'Running', 'Killing') AND r.role <> 'step'
     GROUP BY q.name, q.size HAVING count(*) > q.size`,
  );
  return rows.map((row) => row.fault);
}
