import type { Queryable } from "./queryable";
import type { RetentionDays } from "./retention";

/** Instance-wide values that can be changed while the application runs, with their defaults. */
export const CONFIGURATION_DEFAULTS = {
  /** Seconds a run waits for its callback (job-scheduling-api 7.6). */
  ASYNC_EXEC_TIMEOUT: 1800,
  RUN_RETENTION_DAYS: 32,
  RUN_LOG_RETENTION_DAYS: 15,
  HISTORY_RETENTION_DAYS: 90,
} as const;

export type ConfigurationName = keyof typeof CONFIGURATION_DEFAULTS;

/** The values in force. */
export type ConfigurationValues = Record<ConfigurationName, number>;

/** Reads every value; what was never set has its default. */
export async function readConfiguration(db: Queryable): Promise<ConfigurationValues> {
  const result = await db.query<{ name: string; value: string }>(
    "SELECT name, value FROM configuration_value",
  );
  const stored = new Map(result.rows.map((row) => [row.name, Number(row.value)]));
  const value = (name: ConfigurationName) => stored.get(name) ?? CONFIGURATION_DEFAULTS[name];
  return {
    ASYNC_EXEC_TIMEOUT: value("ASYNC_EXEC_TIMEOUT"),
    RUN_RETENTION_DAYS: value("RUN_RETENTION_DAYS"),
    RUN_LOG_RETENTION_DAYS: value("RUN_LOG_RETENTION_DAYS"),
    HISTORY_RETENTION_DAYS: value("HISTORY_RETENTION_DAYS"),
  };
}

/** Retention as the janitor needs it. */
export async function readRetention(db: Queryable): Promise<RetentionDays> {
  const values = await readConfiguration(db);
  return {
    runs: values.RUN_RETENTION_DAYS,
    runLogs: values.RUN_LOG_RETENTION_DAYS,
    history: values.HISTORY_RETENTION_DAYS,
  };
}
