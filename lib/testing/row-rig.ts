import type { ChainDefinitionInput } from "@/lib/domain/chain/chain-definition";
import { definitionPropertiesSchema } from "@/lib/domain/definition/definition-properties";
import type { StateAction } from "@/lib/domain/run/run-actions";
import type { RunState } from "@/lib/domain/run/run-state";
import { conductOnce } from "@/lib/engine/conductor";
import { rescueOnce } from "@/lib/engine/rescuer";
import { actOnRun } from "@/lib/services/runs/act-on-runs";
import { uniqueName } from "./engine-factories";
import { createGateRig, type GateRig } from "./gate-rig";

/** A rig with chains, for tests of the rows of the state table (run-states-and-chains 8.1). */
export interface RowRig extends GateRig {
  /** Has every duty, the conductor too, do what there is to do at this moment. */
  goOn(): Promise<void>;
  /** Submits a chain of these steps with calls of `work`; answers its id. */
  chain(
    steps: ChainDefinitionInput["steps"],
    more?: { chain?: Partial<ChainDefinitionInput>; startAtStep?: string; parameters?: object },
  ): Promise<string>;
  /** The name of a definition that calls an endpoint. */
  work: string;
  /** Id of the last run of a step or call of a chain. */
  member(chainId: string, name: string): Promise<string>;
  act(action: StateAction, runId: string): Promise<void>;
  /** The endpoint of a call answers, and everything goes on. */
  end(runId: string, status?: number): Promise<void>;
  /** Brings a run by hand where only an instant lies between: no duty leaves it there. */
  setState(
    runId: string,
    path: readonly RunState[],
    columns?: Record<string, unknown>,
  ): Promise<void>;
  /** The node that holds the runs is lost. */
  loseNode(): Promise<void>;
  /** Every move of a run: `Scheduled > Held`; the first is `> New`. */
  moves(runId: string): Promise<string[]>;
}

/** A rig on a database of its own. */
export async function createRowRig(): Promise<RowRig> {
  const rig = await createGateRig();
  const { db, deps, tenantId, clock } = rig;
  const work = await rig.define();
  const goOn = async () => {
    for (let conducted = 1; conducted > 0; ) {
      await rig.settle();
      conducted = (await conductOnce(deps)).conducted;
    }
    await rig.settle();
  };
  return {
    ...{ ...rig, work, goOn },
    chain: async (steps, { chain = {}, startAtStep, parameters } = {}) => {
      const properties = definitionPropertiesSchema.parse({ chain: { ...chain, steps } });
      const name = uniqueName("CHAIN");
      await db.pool.query(
        `INSERT INTO definition (id, tenant_id, name, job_name, kind, gated, properties, created_by)
         VALUES (gen_random_uuid(), $1, $2, upper($2), 'chain', true, $3, 'test')`,
        [tenantId, name, JSON.stringify(properties)],
      );
      const id = await rig.submitOne(name, {
        ...(startAtStep ? { startAtStep } : {}),
        ...(parameters ? { parameters: { ...parameters } } : {}),
      });
      await goOn();
      return id;
    },
    member: async (chainId, name) => {
      const { rows } = await db.pool.query<{ id: string }>(
        "SELECT id FROM run WHERE chain_id = $1 AND COALESCE(call_name, step_name) = $2 ORDER BY id DESC LIMIT 1",
        [chainId, name],
      );
      return rows[0]?.id ?? "";
    },
    act: (action, runId) => actOnRun(rig.admin(), { action, runId }),
    end: async (runId, status = 200) => {
      rig.node1.http.callOf(runId).answer(status);
      await rig.node1.outcomes.flushOnce();
      await goOn();
    },
    setState: async (runId, path, columns = {}) => {
      const names = Object.keys(columns);
      const set = names.map((name, index) => `, ${name} = $${index + 3}`).join("");
      await db.pool.query(
        `WITH moved AS (
           UPDATE run SET state = ($2::run_state[])[cardinality($2::run_state[])], ready = false, blocked_on = NULL,
             moves = moves + cardinality($2::run_state[])${set} WHERE id = $1 RETURNING *
         ) INSERT INTO transition (tenant_id, run_id, seq, at, from_state, to_state, actor)
         SELECT m.tenant_id, m.id, m.moves - cardinality($2::run_state[]) + s.seq, t.at,
           COALESCE(($2::run_state[])[s.seq - 1], t.to_state), s.state, 'test'
         FROM moved m CROSS JOIN unnest($2::run_state[]) WITH ORDINALITY AS s(state, seq)
         CROSS JOIN LATERAL (SELECT at, to_state FROM transition t WHERE t.run_id = m.id ORDER BY t.seq DESC LIMIT 1) AS t`,
        [runId, path, ...names.map((name) => columns[name])],
      );
    },
    loseNode: async () => {
      await db.pool.query("UPDATE process_server SET lease_until = $2 WHERE id = $1", [
        rig.node1.server.id,
        new Date(clock.now().getTime() - 1),
      ]);
      await rescueOnce(deps, clock.now());
      await rig.node1.lease.renewOnce();
    },
    moves: async (runId) => {
      const { rows } = await db.pool.query<{ move: string }>(
        "SELECT concat_ws(' ', from_state, '>', to_state) AS move FROM transition WHERE run_id = $1 ORDER BY seq",
        [runId],
      );
      return rows.map(({ move }) => move);
    },
  };
}
