import type { DefinitionPropertiesInput } from "@/lib/domain/definition/definition-properties";
import { definitionPropertiesSchema } from "@/lib/domain/definition/definition-properties";
import { hasGates } from "@/lib/domain/gate/has-gates";
import type { TimeWindow } from "@/lib/domain/schedule/time-window";
import type { Queryable } from "@/lib/store/queryable";
import { type MadeDefinition, makeDefinition, uniqueName } from "./engine-factories";

interface LockWish {
  type?: "simple" | "counted" | "shared";
  size?: number;
}

/** A lock; answers its name. */
export async function makeLock(
  db: Queryable,
  tenantId: string,
  { type = "simple", size = 1 }: LockWish = {},
): Promise<string> {
  const name = uniqueName("LOCK");
  await db.query("INSERT INTO lock (tenant_id, name, type, size) VALUES ($1, $2, $3, $4)", [
    tenantId,
    name,
    type,
    size,
  ]);
  return name;
}

/** An event that is not raised; answers its name. */
export async function makeEvent(db: Queryable, tenantId: string): Promise<string> {
  const name = uniqueName("EVENT");
  await db.query("INSERT INTO event (tenant_id, name) VALUES ($1, $2)", [tenantId, name]);
  return name;
}

/** An open queue; `columns` as a test wants its rules to differ from none. Answers its name. */
export async function makeQueue(
  db: Queryable,
  tenantId: string,
  columns: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const name = uniqueName("QUEUE");
  const names = ["tenant_id", "name", ...Object.keys(columns)];
  await db.query(
    `INSERT INTO queue (${names.join(", ")}) VALUES (${names.map((_, index) => `$${index + 1}`).join(", ")})`,
    [tenantId, name, ...Object.values(columns)],
  );
  return name;
}

/** A time window; answers its name. */
export async function makeWindow(
  db: Queryable,
  tenantId: string,
  { timeZone, ...rules }: TimeWindow,
): Promise<string> {
  const name = uniqueName("WINDOW");
  const all = { enabledDuring: [], disabledDuring: [], calendar: null, ...rules };
  await db.query(
    "INSERT INTO time_window (tenant_id, name, time_zone, rules) VALUES ($1, $2, $3, $4)",
    [tenantId, name, timeZone, JSON.stringify(all)],
  );
  return name;
}

/** A definition with gates or consequences, and what it refers to; `columns` as for any definition. */
export async function makeGatedDefinition(
  db: Queryable,
  tenantId: string,
  {
    properties: input = {},
    columns = {},
  }: { properties?: DefinitionPropertiesInput; columns?: Readonly<Record<string, unknown>> } = {},
): Promise<MadeDefinition> {
  const properties = definitionPropertiesSchema.parse(input);
  const kind = properties.wait ? "wait" : "http";
  const made = await makeDefinition(db, tenantId, {
    kind,
    gated: hasGates(properties, kind),
    properties: JSON.stringify(properties),
    ...columns,
  });
  const events = properties.waitEvents.map(({ event }) => event);
  await db.query(
    "INSERT INTO definition_reference (tenant_id, definition_id, kind, name) SELECT $1, $2, 'event', unnest($3::text[])",
    [tenantId, made.id, events],
  );
  return made;
}
