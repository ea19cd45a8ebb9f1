import { WAITING_SQL } from "./waiting-line";

/**
 * What it sets in motion when a run that waited at gates is held, canceled or passed over, as a common table expression
 * over `done` like lib/store/after-end.ts: those behind it in a line do not wait for it any longer, and what it was woken
 * for, if it was not examined yet, has to be offered to the next. `done` has old_ready and old_blocked_on besides.
 */
export const LEAVING_LINE_SQL = `
left_line AS (
  SELECT d.* FROM done d WHERE d.gated AND d.old_state IN ${WAITING_SQL}
    AND d.state NOT IN ${WAITING_SQL}
), offered AS (
  INSERT INTO gate_change (tenant_id, resource, at)
  SELECT DISTINCT tenant_id, resource, $1::timestamptz FROM (
    SELECT tenant_id, regexp_replace(regexp_replace(old_blocked_on, '^lock:', 'unit:'), '^queue:', 'room:') AS resource
    FROM left_line WHERE old_blocked_on IS NOT NULL
    UNION ALL
    SELECT l.tenant_id, w.resource FROM left_line l JOIN run_gate g ON g.tenant_id = l.tenant_id AND g.run_id = l.id
    CROSS JOIN LATERAL (
      SELECT 'room:' || l.queue AS resource
      UNION ALL SELECT 'unit:' || (e ->> 'lock') FROM jsonb_array_elements(g.needs -> 'locks') AS e
      UNION ALL SELECT 'event:' || (e ->> 'event') FROM jsonb_array_elements(g.needs -> 'waitEvents') AS e WHERE (e ->> 'clear')::boolean) w
    WHERE l.old_ready
  ) AS o WHERE resource NOT LIKE 'window:%'
)`;
