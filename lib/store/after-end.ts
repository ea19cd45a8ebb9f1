import { TELL_PARENTS_SQL } from "./tell-parents";

/**
 * What the end of a run sets in motion, as common table expressions over `done` (the runs a statement has just
 * moved): written by the same statement as the end itself, so that no node can die between the two. `done` has
 * tenant_id, id, role, parent_id, definition_name, job_name, job_count, state, old_state, ended_at, gated, conduct, queue,
 * return_code, had_question (it may have asked an operator something).
 *
 * Locks go, also when a run is handed back before its start (run-states-and-chains 8.3, row 38 of the state table),
 * events are raised (8.2 rule 13; a comment that is an expression is made by the messenger), and a note is left for the gatekeeper for everything somebody may wait for. A queue
 * has a place more as well when a run only waits for others from now on. A parent has one open child less, unless the conductor has still to decide
 * whether the run is started again (8.2 rule 8); with none left the conductor looks at it, and after each when calls of
 * the step wait for one another (the step is gated then). So it does at a chain that
 * was ended from outside while steps of it had not.
 */
export const AFTER_END_SQL = `
released AS (
  DELETE FROM lock_hold h USING done d
  WHERE d.gated AND (d.ended_at IS NOT NULL OR (d.state = 'Queued' AND d.old_state IN ('Dispatched', 'Assigned'))) AND h.run_id = d.id
  RETURNING h.tenant_id, 'unit:' || h.lock_name AS resource
), raised AS (
  INSERT INTO event_occurrence (tenant_id, event_name, raised_at, raised_by, run_id, comment, expression)
  SELECT d.tenant_id, e.event, $1, concat_ws(' ', d.job_name, d.job_count), d.id,
    CASE WHEN e.comment LIKE '=%' THEN '' ELSE replace(c.filled, '\${jobdescription}', d.definition_name) END,
    CASE WHEN e.comment LIKE '=%' THEN c.filled END
  FROM done d JOIN run_gate g ON g.tenant_id = d.tenant_id AND g.run_id = d.id
    CROSS JOIN LATERAL jsonb_to_recordset(g.needs -> 'raiseEvents') AS e(event text, "on" text, comment text, "errorCode" int)
    CROSS JOIN LATERAL (SELECT replace(replace(COALESCE(e.comment, ''), '\${jobid}', d.id::text), '\${jobstatus}', d.state::text) AS filled) AS c
  WHERE d.gated AND d.ended_at IS NOT NULL AND e."on" = d.state::text AND (e."errorCode" IS NULL OR e."errorCode" = d.return_code)
    AND EXISTS (SELECT FROM event v WHERE v.tenant_id = d.tenant_id AND v.name = e.event)
  RETURNING tenant_id, 'event:' || event_name AS resource
), freed AS (
  SELECT d.tenant_id, 'room:' || d.queue AS resource FROM done d
    JOIN queue q ON q.tenant_id = d.tenant_id AND q.name = d.queue
  WHERE d.gated AND d.role <> 'step' AND d.old_state IN ('Dispatched', 'Assigned', 'Running', 'Waiting', 'Console', 'Killing')
    AND d.state NOT IN ('Dispatched', 'Assigned', 'Running', 'Killing')
), signalled AS (
  INSERT INTO gate_change (tenant_id, resource, at)
  SELECT tenant_id, resource, $1 FROM (SELECT * FROM released UNION SELECT * FROM raised UNION SELECT * FROM freed) AS c
), withdrawn AS (
  UPDATE operator_message m SET state = 'withdrawn' FROM done d
  WHERE d.ended_at IS NOT NULL AND d.had_question AND m.run_id = d.id AND m.state = 'open'
), unanswered AS (
  UPDATE operator_message m SET state = 'withdrawn' FROM done d JOIN run c ON c.parent_id = d.id
  WHERE d.role = 'step' AND d.ended_at IS NOT NULL AND c.gated AND m.run_id = c.id AND m.state = 'open'
), settled AS (
  UPDATE operator_message m SET state = 'withdrawn' FROM done d JOIN run s ON s.parent_id = d.id
  WHERE d.role = 'chain' AND d.ended_at IS NOT NULL AND d.had_question AND s.role = 'step' AND m.run_id = s.id AND m.state = 'open'
), orphans AS (
  UPDATE run s SET conduct = true FROM done d
  WHERE d.role = 'chain' AND d.ended_at IS NOT NULL AND s.chain_id = d.id AND s.role = 'step' AND s.ended_at IS NULL
), ${TELL_PARENTS_SQL}`;

/** Whether the definition of an ended run may have it started again or ask about it: then the conductor decides. */
export function restartWantedSql(run: string, state: string): string {
  return `(${run}.gated AND EXISTS (SELECT FROM run_gate g WHERE g.tenant_id = ${run}.tenant_id AND g.run_id = ${run}.id
    AND g.needs -> 'restart' -> 'on' ? ${state}::text))`;
}
