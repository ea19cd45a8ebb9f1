import {
  type AlertRule,
  type AlertRuleBody,
  putAlertRuleSchema,
} from "@/lib/domain/alert/alert-rule";
import { type NamedRows, namedRowsSql } from "./gate-list";
import { firstNames, NAMES_READ, type UsersNamed } from "./gate-references";
import type { Queryable } from "./queryable";

/** A rule as it is stored. */
export interface AlertRuleRow {
  tenantId: string;
  name: string;
  active: boolean;
  activeSince: Date;
  body: AlertRuleBody;
  updatedAt: Date;
}

const COLUMNS = `g.tenant_id AS "tenantId", g.name, g.active, g.active_since AS "activeSince", g.body,
  g.updated_at AS "updatedAt"`;

/** A stored body may lack what was added to rules since. */
function withDefaults(row: AlertRuleRow): AlertRuleRow {
  return { ...row, body: putAlertRuleSchema.parse(row.body) };
}

/** The rules of every tenant that are not paused. */
export async function selectActiveRules(db: Queryable): Promise<AlertRule[]> {
  const { rows } = await db.query<AlertRuleRow>({
    name: "active-alert-rules",
    text: `SELECT ${COLUMNS} FROM alert_rule g WHERE g.active ORDER BY g.tenant_id, g.name`,
  });
  return rows.map((row) => {
    const { tenantId, name, activeSince, body } = withDefaults(row);
    return { ...body, tenantId, name, activeSince };
  });
}

/** A tenant with definitions whose own alert settings are on. */
export interface AlertingTenant {
  tenantId: string;
  /** Since when at the earliest. */
  since: Date;
  isSuccessTold: boolean;
}

/** Tenants with definitions whose own alert settings are on. */
export async function selectAlertingTenants(db: Queryable): Promise<AlertingTenant[]> {
  const { rows } = await db.query<AlertingTenant>({
    name: "alerting-tenants",
    text: `SELECT tenant_id AS "tenantId", min(updated_at) AS since,
        bool_or(alert_on_success) AS "isSuccessTold" FROM definition
      WHERE alert_on_error OR alert_on_success GROUP BY tenant_id`,
  });
  return rows;
}

/** Rules in the order of their names. */
export async function selectRules(db: Queryable, request: NamedRows): Promise<AlertRuleRow[]> {
  const { rows } = await db.query<AlertRuleRow>(namedRowsSql("alert_rule", COLUMNS, request));
  return rows.map(withDefaults);
}

/** One rule, or null; `lock` holds off every other change of it until the transaction ends. */
export async function findRule(
  db: Queryable,
  { tenantId, name }: { tenantId: string; name: string },
  { lock = false }: { lock?: boolean } = {},
): Promise<AlertRuleRow | null> {
  const { rows } = await db.query<AlertRuleRow>(
    `SELECT ${COLUMNS} FROM alert_rule g WHERE g.tenant_id = $1 AND g.name = $2 ${lock ? "FOR NO KEY UPDATE" : ""}`,
    [tenantId, name],
  );
  const [row] = rows;
  return row === undefined ? null : withDefaults(row);
}

/** Writes a rule, and makes it where there is none. */
export async function saveRule(tx: Queryable, rule: AlertRuleRow): Promise<void> {
  await tx.query(
    `INSERT INTO alert_rule (tenant_id, name, active, active_since, body, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, name) DO UPDATE SET active = EXCLUDED.active, active_since = EXCLUDED.active_since,
       body = EXCLUDED.body, updated_at = EXCLUDED.updated_at`,
    [
      rule.tenantId,
      rule.name,
      rule.active,
      rule.activeSince,
      JSON.stringify(rule.body),
      rule.updatedAt,
    ],
  );
}

/** Removes a rule with its alerts; false when there is none. */
export async function deleteRule(
  tx: Queryable,
  { tenantId, name }: { tenantId: string; name: string },
): Promise<boolean> {
  const result = await tx.query("DELETE FROM alert_rule WHERE tenant_id = $1 AND name = $2", [
    tenantId,
    name,
  ]);
  for (const table of ["alert", "alert_occurrence"]) {
    await tx.query(`DELETE FROM ${table} WHERE tenant_id = $1 AND rule_name = $2`, [
      tenantId,
      name,
    ]);
  }
  return result.rowCount === 1;
}

/** The rules that tell a channel. */
export async function rulesTelling(
  db: Queryable,
  { tenantId, channel }: { tenantId: string; channel: string },
): Promise<UsersNamed> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT name FROM alert_rule WHERE tenant_id = $1 AND body -> 'channels' ? $2 ORDER BY name LIMIT $3`,
    [tenantId, channel, NAMES_READ],
  );
  return firstNames(rows.map((row) => row.name));
}

/** Job names of the definitions of a tenant, in order. */
export async function selectJobNames(
  db: Queryable,
  tenantId: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT DISTINCT job_name AS name FROM definition WHERE tenant_id = $1 AND kind <> 'system' ORDER BY 1 LIMIT $2`,
    [tenantId, limit],
  );
  return rows.map((row) => row.name);
}
