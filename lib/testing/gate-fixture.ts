import type pg from "pg";
import { expect } from "vitest";
import type { RunState } from "@/lib/domain/run/run-state";
import { type MadeDefinition, makeDefinition, makeRun } from "./engine-factories";
import { type Answer, type ApiLogin, type NativeApi, startNativeApi } from "./native-api-fixture";

/** The native API with a tenant whose gates and runs are set up as a test needs them. */
export interface GateApi {
  api: NativeApi;
  pool: pg.Pool;
  tenantId: string;
  definition: MadeDefinition;
  /** Makes or replaces a gate; fails when that is refused. */
  put(path: string, body?: unknown, as?: ApiLogin): Promise<Answer>;
  /** What was announced to those who wait since the last call. */
  announced(): Promise<string[]>;
  /** A gated run of the definition. */
  run(state: RunState, columns?: Record<string, unknown>): Promise<string>;
  /** Removes all runs and what they hold. */
  endRuns(): Promise<void>;
  /** A definition that refers to a gate. */
  refer(kind: string, name: string): Promise<MadeDefinition>;
  unrefer(definition: MadeDefinition): Promise<void>;
}

/** When everything in these tests happens. */
export const GATE_TIME = new Date("2026-11-21T12:00:00Z");

export async function startGateApi(): Promise<GateApi> {
  const api = await startNativeApi();
  const { db, scope } = await api.contextOf();
  const { pool } = db;
  const { tenantId } = scope;
  const definition = await makeDefinition(pool, tenantId);
  return {
    api,
    pool,
    tenantId,
    definition,
    async put(path, body = {}, as) {
      const answer = await api.call("PUT", path, { body, ...(as ? { as } : {}) });
      expect([200, 201], answer.text).toContain(answer.status);
      return answer;
    },
    async announced() {
      const { rows } = await pool.query<{ resource: string }>(
        "DELETE FROM gate_change RETURNING resource",
      );
      return [...new Set(rows.map((row) => row.resource))].sort();
    },
    run: (state, columns = {}) =>
      makeRun(pool, definition, { state, at: GATE_TIME, columns: { gated: true, ...columns } }),
    async endRuns() {
      await pool.query("DELETE FROM run WHERE tenant_id = $1", [tenantId]);
      await pool.query("DELETE FROM lock_hold");
    },
    async refer(kind, name) {
      const referring = await makeDefinition(pool, tenantId);
      await pool.query(
        "INSERT INTO definition_reference (tenant_id, definition_id, kind, name) VALUES ($1, $2, $3, $4)",
        [tenantId, referring.id, kind, name],
      );
      return referring;
    },
    async unrefer({ id }) {
      await pool.query("DELETE FROM definition WHERE id = $1", [id]);
    },
  };
}

/** Status, code and field of a refusal. */
export function refused({ status, body }: Answer): [number, string, string | undefined] {
  return [status, body.error.code, body.error.field];
}
