import type { RunState } from "@/lib/domain/run/run-state";
import type { SqlConditions } from "./sql-conditions";

/** A time of a run that a period can be about. */
export type RunTime = "planned" | "started" | "ended";

/** What is asked of each run that is looked at; everything given must hold. Patterns are those of LIKE. */
export interface RunFilters {
  /** Names of which one must match: for names that too many definitions have to be named one by one. */
  names?:
    | readonly { column: "job_name" | "definition_name"; patterns: readonly string[] }[]
    | undefined;
  /** In these states only runs with one of these details; null stands for all details but the known ones. */
  details?: readonly DetailFilter[] | undefined;
  kinds?: readonly string[] | undefined;
  user?: string | undefined;
  queue?: string | undefined;
  server?: string | undefined;
  returnCode?: number | undefined;
  /** Both included. */
  httpStatus?: { from: number; to: number } | undefined;
  reason?: string | undefined;
  event?: string | undefined;
  program?: string | undefined;
  isSystem?: boolean | undefined;
  periods?: readonly { of: RunTime; from?: Date | undefined; to?: Date | undefined }[] | undefined;
}

/** See {@link RunFilters.details}. */
export interface DetailFilter {
  state: RunState;
  only: readonly string[];
  /** Details that count as themselves; all others are meant when `others` is true. */
  known: readonly string[];
  others: boolean;
}

/** The planned start of a run: the tick it stands for, else when it was asked to start. */
const PLANNED_SQL = "COALESCE(r.planned_at, r.start_at)";

const TIME_SQL: Record<RunTime, string> = {
  planned: PLANNED_SQL,
  started: "r.started_at",
  ended: "r.ended_at",
};

/** What runs can be put in order by, as numbers: epoch seconds and seconds. */
export const ORDER_SQL = {
  started: "extract(epoch FROM r.started_at)",
  ended: "extract(epoch FROM r.ended_at)",
  duration: "extract(epoch FROM COALESCE(r.ended_at, $now) - r.started_at)",
  delay: `extract(epoch FROM r.started_at - ${PLANNED_SQL})`,
} as const;

// A finished run has let go of its server: it is named by the transition that started it.
const SERVER_SQL = `r.attempt > 0 AND (SELECT t.actor FROM transition t WHERE t.run_id = r.id AND t.to_state = 'Running'
  ORDER BY t.seq DESC LIMIT 1) = $?`;

// As a value, which is looked up by key run by run; an EXISTS may be answered by going through all gates first.
const EVENT_SQL = `r.gated AND (SELECT g.needs -> 'waitEvents' @> $?::jsonb FROM run_gate g
  WHERE g.tenant_id = r.tenant_id AND g.run_id = r.id)`;

const PROGRAM_SQL = `r.definition_id IN (SELECT d.id FROM definition d WHERE d.tenant_id = r.tenant_id
  AND (d.url ILIKE $? OR d.properties #>> '{program,program}' ILIKE $?))`;

/** Adds what is asked of each run `r`. */
export function addFilters(where: SqlConditions, filters: RunFilters): void {
  addWhat(where, filters);
  addHow(where, filters);
  for (const { of, from, to } of filters.periods ?? []) {
    if (from) where.and(`${TIME_SQL[of]} >= $?`, from);
    if (to) where.and(`${TIME_SQL[of]} < $?`, to);
  }
}

function addWhat(where: SqlConditions, filters: RunFilters): void {
  const { names, kinds, user, queue, event, program, isSystem } = filters;
  for (const { column, patterns } of names ?? []) {
    where.and(`r.${column} ILIKE ANY($?::text[])`, patterns);
  }
  if (kinds) where.and("r.kind = ANY($?::text[])", kinds);
  if (isSystem !== undefined) where.and("(r.kind = 'system') = $?", isSystem);
  if (user) where.and("r.submitted_by ILIKE $?", user);
  if (queue) where.and("r.queue = $?", queue);
  if (event) where.and(EVENT_SQL, JSON.stringify([{ event }]));
  if (program) where.and(PROGRAM_SQL, program, program);
}

function addHow(where: SqlConditions, filters: RunFilters): void {
  const { details, server, returnCode, httpStatus, reason } = filters;
  for (const { state, only, known, others } of details ?? []) {
    const rest = "(r.detail IS NULL OR r.detail <> ALL($?::text[]))";
    where.and(
      `r.state <> $?::run_state OR r.detail = ANY($?::text[]) OR ($?::boolean AND ${rest})`,
      ...[state, only, others, known],
    );
  }
  if (server) where.and(SERVER_SQL, server);
  if (returnCode !== undefined) where.and("r.return_code = $?", returnCode);
  if (httpStatus) where.and("r.http_status BETWEEN $? AND $?", httpStatus.from, httpStatus.to);
  if (reason) where.and("r.reason ILIKE $?", reason);
}
