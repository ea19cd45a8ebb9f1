import type { ConfigurationName } from "./configuration-values";
import type { Queryable } from "./queryable";

/** Sets a setting of the instance. */
export async function writeSetting(
  db: Queryable,
  setting: { name: ConfigurationName; value: string; updatedBy: string; now: Date },
): Promise<void> {
  await db.query(
    `INSERT INTO configuration_value (name, value, updated_at, updated_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value, updated_at = EXCLUDED.updated_at, updated_by = EXCLUDED.updated_by`,
    [setting.name, setting.value, setting.now, setting.updatedBy],
  );
}
