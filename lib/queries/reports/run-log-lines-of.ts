import {
  indented,
  MAX_REPORT_MESSAGES,
  type ReportLine,
  spanMs,
} from "@/lib/domain/report/run-log-report";
import type { LogLine } from "@/lib/domain/run/run-log";
import { isFinal } from "@/lib/domain/run/run-state";
import { isoOrNull } from "@/lib/queries/runs/run-item-from";
import type { Context } from "@/lib/services/context";
import { selectRelated } from "@/lib/store/chain-reads";
import {
  selectChainMembers,
  selectFirstErrors,
  selectFirstLines,
} from "@/lib/store/run-log-report-reads";
import type { RunRow } from "@/lib/store/run-row";

/** Runs below one chain that a report lists. */
const MAX_MEMBERS = 5000;
/** Runs whose messages are read at once. */
const SLICE = 100;

interface PlacedRun {
  row: RunRow;
  depth: number;
}

/** What is known of some runs beyond their rows. */
interface Findings {
  errors: ReadonlyMap<string, string>;
  messages: ReadonlyMap<string, readonly LogLine[]> | null;
  restarted: ReadonlyMap<string, string>;
}

/** The lines of a report about some runs of one page, each chain followed by what is below it; a few at a time. */
export async function* reportLinesOf(
  ctx: Context,
  rows: readonly RunRow[],
  { messages }: { messages: boolean },
): AsyncGenerator<ReportLine[], void, undefined> {
  let placed: PlacedRun[] = [];
  for (const row of rows) {
    placed.push({ row, depth: 0 }, ...(await membersOf(ctx, row)));
    for (; placed.length >= SLICE; placed = placed.slice(SLICE)) {
      yield await linesFrom(ctx, placed.slice(0, SLICE), messages);
    }
  }
  if (placed.length > 0) yield await linesFrom(ctx, placed, messages);
}

async function membersOf(ctx: Context, row: RunRow): Promise<PlacedRun[]> {
  if (row.kind !== "chain") return [];
  const members = await selectChainMembers(ctx.db.pool, row, MAX_MEMBERS);
  return indented(row.id, members).map(({ member, depth }) => ({ row: member, depth }));
}

async function linesFrom(
  ctx: Context,
  placed: readonly PlacedRun[],
  withMessages: boolean,
): Promise<ReportLine[]> {
  const { pool } = ctx.db;
  const rows = placed.map(({ row }) => row);
  const [errors, messages, restarted] = await Promise.all([
    selectFirstErrors(
      pool,
      rows.filter(endedBadly).map(({ id }) => id),
    ),
    withMessages
      ? selectFirstLines(
          pool,
          rows.map(({ id }) => id),
          MAX_REPORT_MESSAGES + 1,
        )
      : null,
    restartedBy(ctx, rows),
  ]);
  return placed.map((run) => reportLine(run, { errors, messages, restarted }));
}

function endedBadly({ state }: RunRow): boolean {
  return isFinal(state) && state !== "Completed" && state !== "Skipped" && state !== "Ignored";
}

/** Job name and number of the runs that others were started again for, by id. */
async function restartedBy(ctx: Context, rows: readonly RunRow[]): Promise<Map<string, string>> {
  const byTenant = new Map<string, string[]>();
  for (const { tenantId, restartOf } of rows) {
    if (restartOf !== null) byTenant.set(tenantId, [...(byTenant.get(tenantId) ?? []), restartOf]);
  }
  const found = new Map<string, string>();
  for (const [tenantId, ids] of byTenant) {
    for (const { id, jobName, jobCount } of await selectRelated(ctx.db.pool, { tenantId, ids })) {
      found.set(id, `${jobName}/${jobCount}`);
    }
  }
  return found;
}

function reportLine({ row, depth }: PlacedRun, findings: Findings): ReportLine {
  const { errors, messages, restarted } = findings;
  const planned = row.plannedAt ?? row.startAt;
  const own = messages === null ? null : (messages.get(row.id) ?? []);
  return {
    run: row.id,
    depth,
    tenant: row.tenantName,
    definition: row.definitionName,
    jobName: row.jobName,
    number: row.jobCount,
    role: row.role,
    step: row.stepName,
    call: row.callName,
    iteration: row.stepName === null ? null : row.iteration,
    state: row.state,
    submittedAt: row.submittedAt.toISOString(),
    plannedAt: planned.toISOString(),
    startedAt: isoOrNull(row.startedAt),
    endedAt: isoOrNull(row.endedAt),
    delayMs: row.parentId === null ? spanMs(planned, row.startedAt) : null,
    durationMs: spanMs(row.startedAt, row.endedAt),
    returnCode: row.returnCode,
    httpStatus: row.httpStatus,
    server: row.server,
    submittedBy: row.submittedBy,
    restartOf: row.restartOf === null ? null : (restarted.get(row.restartOf) ?? row.restartOf),
    reason: row.reason,
    firstError: errors.get(row.id) ?? null,
    messages: own === null ? null : own.slice(0, MAX_REPORT_MESSAGES),
    hasMoreMessages: own !== null && own.length > MAX_REPORT_MESSAGES,
  };
}
