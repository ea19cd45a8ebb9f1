import type { ExpressionScope } from "@/lib/domain/expression/expression-scope";
import { isWindowOpen } from "@/lib/domain/schedule/window-openings";
import type { Queryable } from "./queryable";
import { loadWindowLookup } from "./window-store";

/** What the default of a parameter may ask of its surroundings: windows and events of a tenant, as they are now. */
export async function loadDefaultScope(
  db: Queryable,
  tenantId: string,
): Promise<Pick<ExpressionScope, "isWindowOpen" | "isEventRaised">> {
  const windows = await loadWindowLookup(db, tenantId);
  const { rows } = await db.query<{ name: string; raised: boolean }>(
    `SELECT e.name, EXISTS (SELECT FROM event_occurrence o
       WHERE o.tenant_id = e.tenant_id AND o.event_name = e.name AND o.cleared_at IS NULL) AS raised
     FROM event e WHERE e.tenant_id = $1`,
    [tenantId],
  );
  const events = new Map(rows.map(({ name, raised }) => [name, raised]));
  return {
    isEventRaised: (name) => events.get(name) ?? null,
    isWindowOpen: (name, at) => {
      const window = windows.window(name);
      return window === null ? null : isWindowOpen(window, at, windows);
    },
  };
}
