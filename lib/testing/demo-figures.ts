import { expect } from "vitest";
import { permissionsOfRole } from "@/lib/domain/access/access";
import { demoLandscape } from "@/lib/domain/demo/demo-landscape";
import { conductOnce } from "@/lib/engine/conductor";
import { killOnce } from "@/lib/engine/rescuer";
import { timeOnce } from "@/lib/engine/timekeeper";
import type { Context } from "@/lib/services/context";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { loadDemoGates } from "@/lib/services/demo/load-demo-gates";
import { replyToMessage } from "@/lib/services/messages/reply-to-message";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { createEngineHarness, type EngineHarness, type TestNode } from "./engine-harness";
import type { FakeClock } from "./fake-clock";
import { historyFaults } from "./run-history";

/** A figure: for each state `12 s LockWait: LOCK: LEDGER`, the reason only where there is one. */
type Figure = string[];

interface Answer {
  status?: number;
  out?: Record<string, unknown>;
}

/** The demo landscape on an engine that is driven by hand, and what the timeline would draw of its runs. */
export interface DemoFigures {
  clock: FakeClock;
  /** Of an administrator. */
  context(): Context;
  submit(definition: string, how?: { startAt?: Date; startAtStep?: string }): Promise<string>;
  /** Has every duty do what there is to do at this moment; calls stay open until they are answered. */
  settle(): Promise<void>;
  /** Lets time pass. */
  pass(seconds: number): Promise<void>;
  /** The endpoint of a run answers some seconds from now. */
  answer(runId: string, seconds: number, answer?: Answer): Promise<void>;
  /** Answers the question a chain has put. */
  replyTo(chainId: string, reply: string): Promise<void>;
  figure(runId: string): Promise<Figure>;
  /** The figure of a chain on one axis: `CHAIN` and a lane for each step and call; from its second round on `STEP 2`. */
  lanes(chainId: string): Promise<Record<string, Figure>>;
  /** Id of a step or call of a chain by the name of its lane. */
  member(chainId: string, name: string): Promise<string>;
  parametersOf(chainId: string, name: string): Promise<unknown>;
  /** Checks the whole history before it is thrown away. */
  close(): Promise<void>;
}

/** The demo landscape without its first runs, on a database of its own. */
export async function startDemoFigures(): Promise<DemoFigures> {
  const harness = await createEngineHarness();
  const node = await harness.node();
  const { pool } = harness.db;
  const context = () => harness.context({ permissions: permissionsOfRole("administrator") });
  await loadDemoGates(context());
  for (const { runs: _runs, ...input } of demoLandscape("http://demo.test")) {
    await replaceDefinition(context(), input);
  }
  const settle = () => settleNode(harness, node);
  const member = async (chainId: string, name: string) =>
    (await membersOf(harness, chainId)).get(name) ?? "";
  return {
    clock: harness.clock,
    context,
    settle,
    member,
    async submit(definition, how = {}) {
      const [id = ""] = await submitRuns(context(), [{ definition, ...how }]);
      return id;
    },
    async pass(seconds) {
      harness.clock.advance(seconds * 1000);
      await settle();
    },
    async answer(runId, seconds, { status = 200, out } = {}) {
      harness.clock.advance(seconds * 1000);
      node.http.callOf(runId).answer(status, "", out);
      await settle();
    },
    async replyTo(chainId, reply) {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT m.id FROM operator_message m JOIN run r ON r.id = m.run_id
         WHERE m.state = 'open' AND r.chain_id = $1`,
        [chainId],
      );
      await replyToMessage(context(), { id: rows[0]?.id ?? "", reply });
      await settle();
    },
    figure: (runId) => figureOf(harness, runId, runId),
    async lanes(chainId) {
      const drawn: Record<string, Figure> = { CHAIN: await figureOf(harness, chainId, chainId) };
      for (const [name, id] of await membersOf(harness, chainId)) {
        drawn[name] = await figureOf(harness, id, chainId);
      }
      return drawn;
    },
    async parametersOf(chainId, name) {
      const { rows } = await pool.query("SELECT parameters FROM run WHERE id = $1", [
        await member(chainId, name),
      ]);
      return rows[0]?.parameters;
    },
    async close() {
      try {
        expect(await historyFaults(pool)).toEqual([]);
      } finally {
        await harness.close();
      }
    },
  };
}

const MAX_ROUNDS = 60;

async function settleNode({ deps }: EngineHarness, node: TestNode): Promise<void> {
  const abort = (runId: string) => node.dispatcher.abort(runId);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    await killOnce({ ...deps, server: node.server, abort });
    await node.outcomes.flushOnce();
    node.dispatcher.noteGates();
    const { claimed } = await node.dispatcher.claimOnce();
    const { runs } = await timeOnce(deps);
    const { conducted } = await conductOnce(deps);
    if (claimed + runs + conducted === 0) return;
  }
  throw new Error("the engine does not come to rest");
}

/** States of a run with the seconds since the submission of `since`. */
async function figureOf({ db }: EngineHarness, runId: string, since: string): Promise<Figure> {
  const { rows } = await db.pool.query<{ seconds: number; state: string; reason: string | null }>(
    `SELECT extract(epoch FROM t.at - r.submitted_at)::int AS seconds, t.to_state AS state, t.reason
     FROM transition t JOIN run r ON r.id = $2 WHERE t.run_id = $1 ORDER BY t.seq`,
    [runId, since],
  );
  return rows.map(({ seconds, state, reason }) =>
    [`${seconds} s ${state}`, ...(reason ? [reason] : [])].join(": "),
  );
}

interface Member {
  id: string;
  name: string;
  iteration: number;
}

async function membersOf({ db }: EngineHarness, chainId: string): Promise<Map<string, string>> {
  const { rows } = await db.pool.query<Member>(
    `SELECT id, COALESCE(call_name, step_name) AS name, iteration FROM run WHERE chain_id = $1 ORDER BY id`,
    [chainId],
  );
  return new Map(
    rows.map(({ id, name, iteration }) => [iteration > 1 ? `${name} ${iteration}` : name, id]),
  );
}
