import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIdGenerator } from "@/lib/domain/ids";
import type { FrequencyRow } from "@/lib/domain/report/frequency";
import { frequencyQuerySchema } from "@/lib/domain/report/frequency-query";
import { HISTOGRAM_ERROR } from "@/lib/domain/report/histogram";
import { startedStatusOf } from "@/lib/domain/report/report-query";
import { RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import type { Context } from "@/lib/services/context";
import { healReportRollup } from "@/lib/store/heal-report-rollup";
import { removeRunsById } from "@/lib/store/retention";
import { type AccessFixture, createAccessFixture } from "@/lib/testing/access-fixture";
import { type MadeDefinition, makeDefinition } from "@/lib/testing/engine-factories";
import { makeReportRun, type ReportRun, startRollupFaults } from "@/lib/testing/report-world";
import { readFrequency, readWholeFrequency } from "./read-frequency";

let access: AccessFixture;
let ctx: Context;
let definitions: MadeDefinition[];
const NOW = new Date("2026-11-20T14:17:03.250Z");
const HOUR_MS = 3_600_000;

/** A small generator of the same numbers each time. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

interface Stored {
  tenant_id: string;
  job_name: string;
  state: RunState;
  submitted_by: string;
  definition_id: string;
  started_at: Date;
  ended_at: Date | null;
  due_at: Date;
}

/** Everything counted again, the plain way. */
async function recount(query: {
  from?: Date;
  to?: Date;
  is?: (run: Stored) => boolean;
}): Promise<Map<string, Stored[]>> {
  const { rows } = await ctx.db.pool.query<Stored>(
    `SELECT tenant_id, job_name, state, submitted_by, definition_id, started_at, ended_at, COALESCE(planned_at, start_at) AS due_at
     FROM run WHERE started_at IS NOT NULL AND role <> 'step' AND tenant_id = $1`,
    [ctx.scope.tenantId],
  );
  const jobs = new Map<string, Stored[]>();
  for (const run of rows) {
    if (query.from && run.started_at < query.from) continue;
    if (query.to && run.started_at >= query.to) continue;
    if (query.is && !query.is(run)) continue;
    jobs.set(run.job_name, [...(jobs.get(run.job_name) ?? []), run]);
  }
  return jobs;
}

const took = (run: Stored) => (run.ended_at ? +run.ended_at - +run.started_at : 0);
const late = (run: Stored) => Math.max(0, +run.started_at - +run.due_at);
const mean = (values: number[]) =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
const newest = (runs: Stored[]) =>
  runs.length === 0 ? null : new Date(Math.max(...runs.map((run) => +run.started_at)));

function expectRow(row: FrequencyRow, runs: Stored[], days: number) {
  const of = (letter: string) => runs.filter((run) => startedStatusOf(run.state) === letter);
  const [good, bad] = [of("F"), of("A")];
  const starts = runs.map((run) => +run.started_at);
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  const lastStates = runs.filter((run) => +run.started_at === last).map((run) => run.state);
  expect(row).toMatchObject({
    runs: runs.length,
    completed: good.length,
    cancelled: bad.length,
    active: of("R").length,
    unknown: of("X").length,
    firstStart: new Date(first),
    lastStart: new Date(last),
    lastState: RUN_STATES.findLast((state) => lastStates.includes(state)),
    lastSuccess: newest(good),
    lastFailure: newest(bad),
    maxDurationMs: good.length === 0 ? null : Math.max(...good.map(took)),
    maxDelayMs: Math.max(...runs.map(late)),
    successRate: good.length + bad.length === 0 ? null : good.length / (good.length + bad.length),
  });
  expect(row.avgDurationMs ?? -1).toBeCloseTo(mean(good.map(took)) ?? -1, 6);
  expect(row.avgDelayMs).toBeCloseTo(mean(runs.map(late)) ?? -1, 6);
  expect(row.runsPerDay ?? -1).toBeCloseTo(runs.length / days, 9);
  const interval = runs.length < 2 ? -1 : (last - first) / 1000 / (runs.length - 1);
  expect(row.avgIntervalSeconds ?? -1).toBeCloseTo(interval, 9);
  if (good.length === 0) expect(row.p95DurationMs).toBeNull();
  else {
    const exact = good.map(took).sort((a, b) => a - b)[Math.ceil(0.95 * good.length) - 1] ?? 0;
    const distance = Math.abs((row.p95DurationMs ?? -1) - exact);
    expect(distance).toBeLessThanOrEqual(Math.max(1, exact * HISTOGRAM_ERROR * 1.001));
  }
}

async function expectExact(
  wish: Record<string, string>,
  like: { from?: Date; to?: Date; is?: (run: Stored) => boolean } = {},
) {
  const rows = await readWholeFrequency(ctx, frequencyQuerySchema.parse(wish));
  const jobs = await recount(like);
  expect(rows.map((row) => row.jobName).sort()).toEqual([...jobs.keys()].sort());
  const starts = [...jobs.values()].flat().map((run) => +run.started_at);
  const begin = like.from ? +like.from : Math.min(...starts);
  const days = (+(like.to ?? NOW) - begin) / 86_400_000;
  for (const row of rows) expectRow(row, jobs.get(row.jobName) ?? [], days);
  return rows;
}

const iso = (at: Date) => at.toISOString();

async function expectExactEverywhere() {
  await expectExact({});
  const random = sequence(7);
  for (let round = 0; round < 12; round += 1) {
    const from = new Date(+NOW - Math.floor(random() * 60 * HOUR_MS));
    const to = new Date(+from + 1 + Math.floor(random() * 20 * HOUR_MS));
    const like = to > NOW ? { from } : { from, to };
    await expectExact({ from: iso(from), to: iso(to) }, like);
  }
  const [at, next] = [new Date("2026-11-20T09:00:00Z"), new Date("2026-11-20T10:00:00Z")];
  await expectExact({ from: iso(at), to: iso(next) }, { from: at, to: next });
  const within = { from: new Date(+at + 600_000), to: new Date(+at + 1_800_000) };
  await expectExact({ from: iso(within.from), to: iso(within.to) }, within);
  await expectExact({ from: iso(at) }, { from: at });
  await expectExact({ to: iso(within.to) }, { to: within.to });
}

beforeAll(async () => {
  access = await createAccessFixture();
  const tenant = await access.createSubscriber();
  const user = await access.createUser("operator", tenant.id);
  ctx = { ...user.ctx, now: NOW };
  const { pool } = ctx.db;
  definitions = [
    await makeDefinition(pool, tenant.id, { properties: { jobClass: "A" } }),
    await shared(tenant.id),
    await shared(tenant.id, "program"),
  ];
  const other = await access.createSubscriber();
  await fill([await shared(other.id)], 20, 3);
  await fill(definitions, 260, 1);
}, 120_000);
afterAll(() => access.drop());

/** A definition whose job name is that of another. */
async function shared(tenantId: string, kind = "http"): Promise<MadeDefinition> {
  const columns = { job_name: "SHARED", kind };
  return { ...(await makeDefinition(ctx.db.pool, tenantId, columns)), jobName: "SHARED" };
}

async function fill(of: readonly MadeDefinition[], runs: number, seed: number) {
  const random = sequence(seed);
  const newId = createIdGenerator({ fill: (bytes) => bytes.fill(Math.floor(random() * 256)) });
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)];
  for (let index = 0; index < runs; index += 1) {
    const definition = pick(of);
    if (!definition) continue;
    const startedAt = new Date(+NOW - Math.floor(random() ** 2 * 60 * HOUR_MS));
    const run: ReportRun = {
      definition,
      startedAt,
      // Some were submitted long before, some started early.
      delayMs: Math.floor((random() - 0.2) * (random() < 0.1 ? 30 * HOUR_MS : 60_000)),
      durationMs: random() < 0.05 ? null : Math.floor(random() ** 3 * 2 * HOUR_MS),
      state:
        pick<RunState>(["Completed", "Completed", "Completed", "Error", "Killed", "Unknown"]) ??
        "Error",
      submittedBy: pick(["scheduler", "ada", "bob"]) ?? "ada",
      role: pick(["job", "job", "job", "chain", "step", "call"]) ?? "job",
    };
    await makeReportRun(ctx.db.pool, newId(new Date(+startedAt - Math.max(0, run.delayMs))), run);
  }
}

describe("frequency report (background-jobs N2)", () => {
  it("equals a recount of the runs, for windows that cut hours and the running hour too", async () => {
    expect(await startRollupFaults(ctx.db.pool)).toEqual([]);
    await expectExactEverywhere();
  });

  it("equals a recount for every filter", async () => {
    const isShared = (run: Stored) => run.job_name === "SHARED";
    expect(await expectExact({ name: "shar*" }, { is: isShared })).toHaveLength(1);
    await expectExact({ name: "SHAR?D" }, { is: isShared });
    await expectExact({ createdBy: "a?a" }, { is: (run) => run.submitted_by === "ada" });
    await expectExact(
      { kind: "program" },
      { is: (run) => run.definition_id === definitions[2]?.id },
    );
    await expectExact({ class: "A" }, { is: (run) => run.definition_id === definitions[0]?.id });
    const { name = "" } = definitions[1] ?? {};
    await expectExact(
      { definition: name },
      { is: (run) => run.definition_id === definitions[1]?.id },
    );
    for (const status of ["F", "A", "R", "X"]) {
      await expectExact({ status }, { is: (run) => startedStatusOf(run.state) === status });
    }
    const from = new Date(+NOW - 90 * 60_000);
    await expectExact(
      { status: "F|R", from: "now-90m" },
      { from, is: (run) => /[FR]/.test(startedStatusOf(run.state)) },
    );
  });

  it("puts most runs first, then names in their order, and pages both ways in any order", async () => {
    for (const sort of ["-runs", "jobName", "-p95DurationMs", "lastFailure", "successRate"]) {
      const all = await readWholeFrequency(ctx, frequencyQuerySchema.parse({ sort }));
      const names: string[] = [];
      let cursor: string | null = null;
      let before: string | null = null;
      do {
        const wish = { sort, limit: "1", ...(cursor === null ? {} : { cursor }) };
        const page = await readFrequency(ctx, frequencyQuerySchema.parse(wish));
        names.push(...page.items.map((row) => row.jobName));
        [cursor, before] = [page.nextCursor, page.previousCursor];
      } while (cursor !== null);
      expect(names).toEqual(all.map((row) => row.jobName));
      const back = await readFrequency(
        ctx,
        frequencyQuerySchema.parse({ sort, limit: "1", cursor: before ?? "" }),
      );
      expect(back.items.map((row) => row.jobName)).toEqual(names.slice(-2, -1));
    }
    const runs = (await readWholeFrequency(ctx, frequencyQuerySchema.parse({}))).map((r) => r.runs);
    expect(runs).toEqual(runs.toSorted((a, b) => b - a));
  });

  it("refuses an end before the beginning and a cursor that is none, and names the field", async () => {
    const read = (wish: Record<string, string>) =>
      readFrequency(ctx, frequencyQuerySchema.parse(wish));
    await expect(read({ from: "now", to: "now-1h" })).rejects.toMatchObject({ field: "to" });
    await expect(read({ cursor: "nonsense" })).rejects.toMatchObject({ field: "cursor" });
  });

  it("stays exact while runs are removed, before and after the figures are put right", async () => {
    const { pool } = ctx.db;
    const random = sequence(11);
    const { rows } = await pool.query<{ id: string }>(
      "SELECT id FROM run WHERE ended_at IS NOT NULL AND tenant_id = $1 ORDER BY started_at DESC",
      [ctx.scope.tenantId],
    );
    const doomed = rows.filter((_, index) => index < 3 || random() < 0.3);
    await removeRunsById(
      pool,
      doomed.map(({ id }) => ({ tenantId: ctx.scope.tenantId, id })),
    );
    await expectExactEverywhere();
    while ((await healReportRollup(pool, 5)) > 0) await expectExact({});
    const stale = await pool.query("SELECT 1 FROM run_start_rollup WHERE stale");
    expect(stale.rowCount).toBe(0);
    expect(await startRollupFaults(pool)).toEqual([]);
    await expectExactEverywhere();
    await fill(definitions, 30, 19);
    await expectExactEverywhere();
  });

  it("is filled by its migration from the runs that were there before", async () => {
    const { pool } = ctx.db;
    const path = join(
      process.cwd(),
      "prisma/migrations/20261121130000_report_rollup/migration.sql",
    );
    const text = readFileSync(path, "utf8");
    await pool.query("TRUNCATE run_start_rollup");
    await pool.query(text.slice(text.indexOf('INSERT INTO "run_start_rollup"')));
    expect(await startRollupFaults(pool)).toEqual([]);
    await expectExactEverywhere();
  });
});
