import { afterEach, beforeEach, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/domain/access/access";
import { listAlerts } from "@/lib/queries/alerts/raised";
import { actOnAlert } from "@/lib/services/alerts/act-on-alert";
import { selectEnteredStates } from "@/lib/store/alert-facts";
import { inTransaction } from "@/lib/store/queryable";
import { type AlertRig, createAlertRig } from "@/lib/testing/alert-rig";
import { makeDefinition, makeTenant } from "@/lib/testing/engine-factories";
import { explainingPool, type TableUse } from "@/lib/testing/explaining-pool";

const HOUR_MS = 3_600_000;
let rig: AlertRig;

beforeEach(async () => {
  rig = await createAlertRig();
});
afterEach(() => rig.harness.close());

it("tells once that a run has failed, whoever looks how often", async () => {
  await rig.channel("ops");
  await rig.rule("FAILURES", { events: ["RUN_FAILED"], channels: ["ops"] });
  const definition = await rig.definition();
  const run = await rig.entered(definition, "Error");
  await Promise.all([rig.pass(), rig.duty().passAll()]);
  await rig.pass();
  // The second look back over what was seen already.
  rig.harness.clock.advance(31_000);
  await rig.pass();
  expect(await rig.alerts()).toMatchObject([{ event: "RUN_FAILED", state: "open", count: 1 }]);
  expect(rig.sent).toHaveLength(1);
  const message = rig.sent[0]?.[1].message;
  expect(message).toMatchObject({
    ...{ event: "RUN_FAILED", rule: "FAILURES", jobName: definition.jobName, count: 1 },
    run: { id: run, state: "Error", durationSeconds: 0, delaySeconds: 0 },
  });
});

it("finds what was written later than the time it bears", async () => {
  await rig.rule("FAILURES", { events: ["RUN_FAILED"] });
  const definition = await rig.definition();
  await rig.entered(definition, "Error");
  await rig.pass();
  const late = new Date(rig.harness.clock.now().getTime() - 5000);
  await rig.entered(definition, "Error", { submitted_at: late });
  await rig.pass();
  expect(await rig.alerts()).toMatchObject([{ count: 1 }]);
  rig.harness.clock.advance(31_000);
  await rig.pass();
  expect(await rig.alerts()).toMatchObject([{ count: 2 }]);
});

it("says nothing of what happened before the rule was there, nor of another tenant's runs", async () => {
  const definition = await rig.definition();
  await rig.entered(definition, "Error");
  await rig.rule("FAILURES", { events: ["RUN_FAILED"] });
  const other = await makeTenant(rig.harness.db.pool);
  await rig.entered(await makeDefinition(rig.harness.db.pool, other), "Error");
  await rig.pass();
  expect(await rig.alerts()).toEqual([]);
  const scope = { tenantId: other, allTenants: false };
  const theirs = rig.harness.context({ scope, permissions: PERMISSIONS });
  await rig.rule("THEIRS", { events: ["RUN_FAILED"] }, theirs);
  await rig.entered(await makeDefinition(rig.harness.db.pool, other), "Error");
  await rig.pass();
  expect((await listAlerts(theirs)).items).toMatchObject([{ rule: "THEIRS" }]);
  expect((await listAlerts(rig.ctx)).items).toEqual([]);
});

it("keeps quiet within the cool-down, counts on, and tells again after it", async () => {
  await rig.channel("ops");
  await rig.rule("FAILURES", { events: ["RUN_FAILED"], coolDownMinutes: 60, channels: ["ops"] });
  const definition = await rig.definition();
  for (let time = 0; time < 3; time += 1) {
    await rig.entered(definition, "Error");
    await rig.pass();
  }
  expect(await rig.alerts()).toMatchObject([{ count: 3 }]);
  expect(rig.sent).toHaveLength(1);
  rig.harness.clock.advance(HOUR_MS);
  await rig.entered(definition, "Error");
  await rig.pass();
  expect(rig.sent.map(([, { message }]) => message.count)).toEqual([1, 4]);
});

it("says when a job succeeds again, and how often it had failed", async () => {
  await rig.channel("ops");
  const events = ["RUN_FAILED", "RECOVERED"] as const;
  await rig.rule("FAILURES", { events: [...events], channels: ["ops"] });
  const definition = await rig.definition();
  await rig.entered(definition, "Error");
  await rig.entered(definition, "Error");
  await rig.entered(definition, "Error");
  await rig.pass();
  await rig.entered(definition, "Completed");
  await rig.pass();
  expect(await rig.alerts()).toMatchObject([{ state: "recovered" }]);
  expect(rig.sent.map(([, { message }]) => [message.event, message.message])).toEqual([
    ["RUN_FAILED", expect.stringContaining("failed")],
    ["RECOVERED", `${definition.jobName} succeeded again after 3 failures`],
  ]);
});

it("records what is muted and does not tell it", async () => {
  await rig.channel("ops");
  await rig.rule("FAILURES", { events: ["RUN_FAILED"], coolDownMinutes: 0, channels: ["ops"] });
  const definition = await rig.definition();
  await rig.entered(definition, "Error");
  await rig.pass();
  const [alert] = (await listAlerts(rig.ctx)).items;
  await actOnAlert(rig.ctx, { id: alert?.id ?? "", action: "mute", input: { minutes: 60 } });
  await rig.entered(definition, "Error");
  await rig.pass();
  expect(await rig.alerts()).toMatchObject([{ state: "muted", count: 2 }]);
  expect(rig.sent).toHaveLength(1);
  rig.harness.clock.advance(HOUR_MS);
  await rig.entered(definition, "Error");
  await rig.pass();
  expect(await rig.alerts()).toMatchObject([{ state: "open", count: 3 }]);
  expect(rig.sent).toHaveLength(2);
});

it("tells about jobs whose own alert settings are on, to the channels for that (ansConfig)", async () => {
  await rig.channel("ops");
  await rig.channel("jobs", { kind: "webhook", url: "https://jobs.test/", usedByJobs: true });
  const on = { updated_at: rig.harness.clock.now(), alert_on_error: true };
  const both = await rig.definition({ ...on, alert_on_success: true });
  const failing = await rig.definition(on);
  const silent = await rig.definition();
  for (const definition of [both, failing, silent]) {
    await rig.entered(definition, "Completed");
    await rig.entered(definition, "Unknown");
  }
  await rig.pass();
  const told = rig.sent.map(([channel, { message }]) => [
    ...[channel.name, message.event, message.definition],
  ]);
  expect(told.sort()).toEqual(
    [
      ["jobs", "RUN_FAILED", both.name],
      ["jobs", "RUN_FAILED", failing.name],
      ["jobs", "RUN_SUCCEEDED", both.name],
    ].sort(),
  );
});

it("reads the log for a text, and sends its last lines", async () => {
  await rig.channel("ops");
  const thresholds = { logPattern: "ORA-\\d+" };
  await rig.rule("ORACLE", { events: ["LOG_MATCH"], thresholds, channels: ["ops"] });
  const definition = await rig.definition();
  const run = await rig.entered(definition, "Completed");
  const lines = ["begin", "ORA-01555 snapshot too old", "end"].map((text) => ({
    ...{ at: rig.harness.clock.now().toISOString(), level: "info", text },
  }));
  await rig.harness.db.pool.query(
    "INSERT INTO run_log_chunk (tenant_id, run_id, seq, at, lines) VALUES ($1, $2, 50, $3, $4)",
    [rig.harness.tenantId, run, rig.harness.clock.now(), JSON.stringify(lines)],
  );
  await rig.pass();
  expect(rig.sent[0]?.[1].message).toMatchObject({
    event: "LOG_MATCH",
    message: expect.stringContaining("wrote to its log: ORA-01555 snapshot too old"),
    run: { log: ["begin", "ORA-01555 snapshot too old", "end"] },
  });
});

it("notices runs that last too long, start too late, do not start, or are too many, once per run", async () => {
  const events = ["RUNNING_TOO_LONG", "NOT_STARTED_BY", "START_DELAY", "PARALLEL_RUNS"];
  const thresholds = {
    ...{ runningPercent: 20, notStartedMinutes: 5, startDelayMinutes: 2, parallelRuns: 1 },
  };
  await rig.rule("TIMES", { events, thresholds, dedupeKey: "{event}" });
  const definition = await rig.definition();
  const now = rig.harness.clock.now().getTime();
  const before = (minutes: number) => new Date(now - minutes * 60_000);
  const ended = { started_at: before(120), ended_at: before(110) };
  await rig.entered(definition, "Completed", { ...ended, start_at: before(120) });
  const columns = { started_at: before(13), start_at: before(13) };
  await rig.entered(definition, "Running", columns);
  await rig.entered(definition, "Running", { started_at: before(-1), start_at: before(9) });
  await rig.entered(definition, "Queued", { start_at: before(4.5) });
  await rig.pass();
  await rig.pass();
  rig.harness.clock.advance(6000);
  await rig.pass();
  const raised = (await rig.alerts()).map(({ event, count }) => `${event} ${count}`);
  expect(raised.sort()).toEqual([
    ...["NOT_STARTED_BY 1", "PARALLEL_RUNS 1", "RUNNING_TOO_LONG 1", "START_DELAY 1"],
  ]);
});

it("tries again with growing rests, and gives up after the fifth attempt", async () => {
  await rig.channel("ops");
  await rig.rule("FAILURES", { events: ["RUN_FAILED"], channels: ["ops"] });
  await rig.entered(await rig.definition(), "Error");
  rig.answers.ok = false;
  await rig.pass();
  expect(await rig.deliveries()).toMatchObject([{ state: "pending", attempts: 1, answer: "said" }]);
  for (const minutes of [1, 5, 15]) {
    rig.harness.clock.advance(minutes * 60_000 - 1);
    await rig.pass();
    const attempts = rig.sent.length;
    rig.harness.clock.advance(1);
    await rig.pass();
    expect(rig.sent).toHaveLength(attempts + 1);
  }
  rig.harness.clock.advance(HOUR_MS);
  await rig.pass();
  expect(await rig.deliveries()).toMatchObject([{ state: "failed", attempts: 5 }]);
  rig.harness.clock.advance(HOUR_MS);
  await rig.pass();
  expect(rig.sent).toHaveLength(5);
});

it("loses nothing when a node dies between finding out and telling, and two nodes tell it once", async () => {
  await rig.channel("ops");
  await rig.rule("FAILURES", { events: ["RUN_FAILED"], channels: ["ops"] });
  await rig.entered(await rig.definition(), "Error");
  const dying = rig.duty(() => new Promise(() => undefined));
  void dying.passAll();
  await expect.poll(async () => (await rig.deliveries())[0]?.attempts).toBe(1);
  await Promise.all([rig.pass(), rig.duty().passAll()]);
  expect(rig.sent).toEqual([]);
  rig.harness.clock.advance(61_000);
  await Promise.all([rig.pass(), rig.duty().passAll()]);
  expect(rig.sent).toHaveLength(1);
  expect(await rig.deliveries()).toMatchObject([{ state: "sent", attempts: 2 }]);
});

it("writes nothing where nothing is watched for", async () => {
  await rig.entered(await rig.definition(), "Error");
  await rig.pass();
  const { rows } = await rig.harness.db.pool.query("SELECT name FROM engine_duty");
  expect(rows.filter(({ name }) => String(name).startsWith("alerts"))).toEqual([]);
});

it("comes upon what was entered through the summary of times, and reads no history", async () => {
  const { db, clock, tenantId } = rig.harness;
  await rig.entered(await rig.definition(), "Error");
  await db.pool.query(
    `INSERT INTO transition (tenant_id, run_id, seq, at, to_state, actor)
     SELECT $1, gen_random_uuid(), 1, $2::timestamptz - (100000 - n) * interval '1 second', 'Error', 'test'
     FROM generate_series(1, 100000) AS n`,
    [tenantId, new Date(clock.now().getTime() - HOUR_MS)],
  );
  await db.pool.query("SELECT brin_summarize_new_values('transition_at_idx')");
  await rig.entered(await rig.definition(), "Error");
  const uses: TableUse[] = [];
  const page = await inTransaction(explainingPool(db.pool, uses), (tx) =>
    selectEnteredStates(tx, {
      ...{ tenantIds: [tenantId], states: ["Error"], after: null, limit: 1000 },
      ...{ from: new Date(clock.now().getTime() - 60_000), until: clock.now() },
    }),
  );
  expect(page.facts).toHaveLength(2);
  const reads = uses.filter(({ rows }) => rows !== null);
  expect(reads.filter(({ how }) => how === "Seq Scan")).toEqual([]);
  const read = reads.filter(({ table }) => table === "transition").map(({ rows }) => rows);
  expect(Math.max(...read.map(Number))).toBeLessThan(30_000);
});

it("goes on from page to page when much has happened at one moment", async () => {
  await rig.rule("FAILURES", { events: ["RUN_FAILED"], dedupeKey: "{event}" });
  const definition = await rig.definition();
  const first = await rig.entered(definition, "Error");
  await rig.harness.db.pool.query(
    `WITH many AS (
       INSERT INTO run (tenant_id, id, definition_id, definition_name, kind, job_name, job_count, state, root_start_at,
         start_at, submitted_at, ended_at, submitted_by)
       SELECT tenant_id, gen_random_uuid(), definition_id, definition_name, kind, job_name, 'N' || n, state,
         root_start_at, start_at, submitted_at, ended_at, submitted_by FROM run, generate_series(1, 2500) AS n
       WHERE id = $1 RETURNING tenant_id, id, ended_at
     ) INSERT INTO transition (tenant_id, run_id, seq, at, to_state, actor)
     SELECT tenant_id, id, 9, ended_at, 'Error', 'test' FROM many`,
    [first],
  );
  const engine = rig.harness.engine({
    sendAlert: async () => ({ ok: true, statusCode: 200, answer: "" }),
  });
  expect((await engine.tickOnce()).alerts).toMatchObject({ raised: 2501 });
  expect(await rig.alerts()).toMatchObject([{ count: 2501 }]);
});
