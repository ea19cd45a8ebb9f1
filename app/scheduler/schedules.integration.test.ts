import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Answer,
  type SchedulerApi,
  startSchedulerApi,
} from "@/lib/testing/scheduler-api-fixture";

let api: SchedulerApi;
const action = "https://example.com/jobs/validate";

beforeAll(async () => {
  api = await startSchedulerApi();
});
afterAll(() => api.close());

async function createJob(extra: Record<string, unknown> = {}): Promise<number> {
  const body = { name: `job_${crypto.randomUUID()}`, action, active: true, ...extra };
  const created = await api.call("POST", "/jobs", { body });
  expect(created.status).toBe(201);
  return created.body._id;
}

async function createSchedule(jobId: number, body: Record<string, unknown>): Promise<Answer> {
  return api.call("POST", `/jobs/${jobId}/schedules`, { body });
}

async function actionsOf(jobId: number, scheduleId?: string): Promise<string[]> {
  const query = scheduleId === undefined ? "" : `&scheduleId=${scheduleId}`;
  const { body } = await api.call("GET", `/actionLogs?jobId=${jobId}${query}`);
  return body.results.map((entry: { action: string }) => entry.action);
}

async function row(scheduleId: string): Promise<Record<string, unknown>> {
  const { db } = await api.contextOf();
  return (await db.pool.query("SELECT * FROM schedule WHERE id = $1", [scheduleId])).rows[0];
}

describe("POST /jobs/{jobId}/schedules", () => {
  it("creates a schedule with all four modes in the answer", async () => {
    const jobId = await createJob();
    const created = await createSchedule(jobId, {
      repeatInterval: "2 hours",
      cron: null,
      active: "true",
      description: "New Schedule",
      data: { order_id: "abcd" },
      startTime: { date: "2035-04-20 18:30", format: "YYYY-MM-DD HH:mm" },
    });
    expect(created.status).toBe(201);
    expect(created.headers.get("location")).toBe(
      `/scheduler/jobs/${jobId}/schedules/${created.body.scheduleId}`,
    );
    expect(created.body).toEqual({
      repeatInterval: "2 hours",
      repeatAt: null,
      time: null,
      cron: null,
      data: '{"order_id":"abcd"}',
      description: "New Schedule",
      type: "recurring",
      active: true,
      startTime: "2035-04-20 18:30:00",
      endTime: null,
      jobId,
      scheduleId: created.body.scheduleId,
    });
    const read = await api.call("GET", `/jobs/${jobId}/schedules/${created.body.scheduleId}`);
    expect(read.body.nextRunAt).toBe("2035-04-20 18:30:00");
  });

  it("echoes a time as it was sent, and a date object as its instant", async () => {
    const jobId = await createJob();
    const text = await createSchedule(jobId, { time: "tomorrow at 4pm" });
    expect(text.body).toMatchObject({ time: "tomorrow at 4pm", type: "one-time", active: false });
    const object = await createSchedule(jobId, { time: { date: "2035-W06-5" }, active: true });
    expect(object.body.time).toBe("2035-02-09 00:00:00");
    const read = await api.call("GET", `/jobs/${jobId}/schedules/${object.body.scheduleId}`);
    expect(read.body.nextRunAt).toBe("2035-02-09 00:00:00");
  });

  it("plans nothing for an inactive schedule or job, and plans when the job is activated", async () => {
    const jobId = await createJob({ active: false });
    const { body } = await createSchedule(jobId, { cron: "* * * * 9 0 0", active: true });
    expect((await row(body.scheduleId)).next_run_at).toBeNull();
    await api.call("PUT", `/jobs/${jobId}`, { body: { active: true } });
    expect((await row(body.scheduleId)).next_run_at).toBeInstanceOf(Date);
    await api.call("PUT", `/jobs/${jobId}`, { body: { active: "false" } });
    expect(await row(body.scheduleId)).toMatchObject({ next_run_at: null, active: true });
    expect(await actionsOf(jobId)).toEqual(
      expect.arrayContaining(["CREATED", "ACTIVATION", "DEACTIVATION"]),
    );
  });

  it.each(["2015 * * fri 12 0 0", "* 2 30 * 0 0 0"])(
    "stores %s, which never fires, and deactivates it",
    async (cron) => {
      const jobId = await createJob();
      const { status, body } = await createSchedule(jobId, { cron, active: true });
      expect([status, body.active]).toEqual([201, false]);
      expect(await actionsOf(jobId, body.scheduleId)).toContain("DEACTIVATION_NO_FUTURE_RUN");
    },
  );

  it("runs a one-time schedule whose time is past at once, unless its end is past too", async () => {
    const jobId = await createJob();
    const open = await createSchedule(jobId, { time: "2020-01-01 00:00:00", active: true });
    const now = (await api.contextOf()).now.getTime();
    const next = (await row(open.body.scheduleId)).next_run_at as Date;
    expect(Math.abs(next.getTime() - now)).toBeLessThan(10_000);
    const over = await createSchedule(jobId, {
      time: "2020-01-01 00:00:00",
      endTime: "2020-01-02",
      active: true,
    });
    expect(over.body.active).toBe(false);
    expect(await actionsOf(jobId, over.body.scheduleId)).toContain("DEACTIVATION_END_TIME");
  });

  it.each([
    [{}, "One of cron, time, repeatAt, repeatInterval must be given"],
    [
      { cron: "* * * * * * 0", repeatInterval: "1 day" },
      "Only one of cron, time, repeatAt, repeatInterval may be given, not cron and repeatInterval",
    ],
    [{ cron: "* * * 10:12 */30 0" }, null],
    [{ cron: "0 9 * * *" }, null],
    [{ repeatInterval: "twenty minutes" }, null],
    [{ repeatInterval: "0 seconds" }, null],
    [{ repeatAt: "25.99pm" }, null],
    [{ time: "sometime" }, null],
    [{ time: { date: "x" } }, null],
    [{ time: {} }, null],
    [{ cron: "* * * * 9 0 0", active: "yes" }, "'active' must be of type boolean"],
    [{ cron: "* * * * 9 0 0", data: [1] }, null],
    [{ cron: "* * * * 9 0 0", data: "text" }, null],
    [{ cron: "* * * * 9 0 0", data: { a: "\u0000" } }, null],
    [{ cron: "* * * * 9 0 0", data: { a: "\ud800" } }, null],
    [
      { cron: "* * * * 9 0 0", startTime: "2035-01-02", endTime: "2035-01-01" },
      "'endTime' must not be before 'startTime'",
    ],
    [{ cron: "* * * * 9 0 0", startTime: "0000-01-01" }, null],
    [{ cron: "* * * * 9 0 0", startTime: 12 }, null],
    [
      { cron: "* * * * 9 0 0", description: "x".repeat(1001) },
      "'description' must be at most 1000 characters long",
    ],
    [{ cron: "* * * * 9 0 0", unknown: 1 }, "'unknown' is not an allowed property"],
    [{ cron: 12 }, null],
    [[], "The request body must be of type object"],
    ["text", "The request body must be of type object"],
    [null, "The request body must be of type object"],
  ])("answers 400 to %j", async (body, reason) => {
    const jobId = await createJob();
    const refused = await api.call("POST", `/jobs/${jobId}/schedules`, { body });
    expect(refused.status).toBe(400);
    expect(refused.body.message).toMatch(/^Error in Job Scheduler action: /);
    if (reason !== null)
      expect(refused.body.message).toBe(`Error in Job Scheduler action: ${reason}`);
    expect((await api.call("GET", `/jobs/${jobId}/schedules`)).body.total).toBe(0);
  });

  it("takes an end in the year 9999", async () => {
    const jobId = await createJob();
    const { body } = await createSchedule(jobId, {
      cron: "* * * * 9 0 0",
      endTime: "9999-12-31 23:59:59",
    });
    expect(body.endTime).toBe("9999-12-31 23:59:59");
  });

  it("answers 404 for an unknown job", async () => {
    expect((await createSchedule(999_999_999, { cron: "* * * * 9 0 0" })).status).toBe(404);
  });

  it("lets a job have 1000 schedules and not one more", async () => {
    const schedules = Array.from({ length: 1000 }, () => ({ cron: "* * * * 9 0 0" }));
    const jobId = await createJob({ schedules });
    const refused = await createSchedule(jobId, { cron: "* * * * 9 0 0" });
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain("at most 1000 schedules");
    const { body } = await api.call("GET", `/jobs/${jobId}/schedules`);
    expect([body.total, body.results.length, body.next_url]).toEqual([1000, 1000, null]);
  });
});

describe("GET /jobs/{jobId}/schedules", () => {
  it("pages in the order of creation, and an offset alone means ten", async () => {
    const jobId = await createJob({
      schedules: Array.from({ length: 12 }, (_, hour) => ({ cron: `* * * * ${hour} 0 0` })),
    });
    const list = async (query: string) =>
      (await api.call("GET", `/jobs/${jobId}/schedules${query}`)).body;
    const all = await list("");
    expect(all.results.map((entry: { cron: string }) => entry.cron)).toEqual(
      Array.from({ length: 12 }, (_, hour) => `* * * * ${hour} 0 0`),
    );
    expect(all).toMatchObject({ total: 12, prev_url: null, next_url: null });
    const second = await list("?page_size=5&offset=5");
    expect(second.results[0].cron).toBe("* * * * 5 0 0");
    expect(second).toMatchObject({
      prev_url: `/scheduler/jobs/${jobId}/schedules?page_size=5&offset=0`,
      next_url: `/scheduler/jobs/${jobId}/schedules?page_size=5&offset=10`,
    });
    expect((await list("?offset=1")).results).toHaveLength(10);
    expect((await api.call("GET", `/jobs/${jobId}/schedules?page_size=0`)).status).toBe(400);
  });
});

describe("PUT /jobs/{jobId}/schedules/{scheduleId}", () => {
  it("changes the value of the mode and reschedules at once", async () => {
    const jobId = await createJob();
    const { body: created } = await createSchedule(jobId, {
      cron: "* * * * 9 0 0",
      active: true,
      description: "kept",
    });
    const path = `/jobs/${jobId}/schedules/${created.scheduleId}`;
    const changed = await api.call("PUT", path, { body: { cron: "2036 1 1 * 0 0 0" } });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      cron: "2036 1 1 * 0 0 0",
      description: "kept",
      active: true,
      jobId,
    });
    expect((await api.call("GET", path)).body.nextRunAt).toBe("2036-01-01 00:00:00");
  });

  it("cancels a run that still waits and lets the changed schedule start immediately", async () => {
    const jobId = await createJob();
    const { body: created } = await createSchedule(jobId, { cron: "* * * * 9 0 0", active: true });
    const runId = await api.submitRun(jobId, created.scheduleId);
    const path = `/jobs/${jobId}/schedules/${created.scheduleId}`;
    await api.call("PUT", path, { body: { cron: "* * * * 10 0 0" } });
    const { db, now } = await api.contextOf();
    const run = await db.pool.query("SELECT state FROM run WHERE id = $1", [runId]);
    expect(run.rows[0].state).toBe("Canceled");
    const next = (await row(created.scheduleId)).next_run_at as Date;
    expect(next.getTime()).toBeLessThanOrEqual(now.getTime());
  });

  it("refuses another mode, nothing at all, and unknown ids", async () => {
    const jobId = await createJob();
    const { body: created } = await createSchedule(jobId, { cron: "* * * * 9 0 0" });
    const path = `/jobs/${jobId}/schedules/${created.scheduleId}`;
    expect((await api.call("PUT", path, { body: { repeatInterval: "1 day" } })).status).toBe(400);
    expect((await api.call("PUT", path, { body: {} })).status).toBe(400);
    const other = await createJob();
    const body = { active: true };
    expect(
      (await api.call("PUT", `/jobs/${other}/schedules/${created.scheduleId}`, { body })).status,
    ).toBe(404);
    expect((await api.call("PUT", `/jobs/${jobId}/schedules/no-such-id`, { body })).status).toBe(
      404,
    );
  });

  it("takes back what the service itself answered", async () => {
    const jobId = await createJob();
    const { body: created } = await createSchedule(jobId, {
      cron: "* * * * 9 0 0",
      active: true,
      data: { a: 1 },
    });
    const path = `/jobs/${jobId}/schedules/${created.scheduleId}`;
    const { body: read } = await api.call("GET", path);
    const changed = await api.call("PUT", path, { body: { ...read, description: "changed" } });
    expect(changed.body).toMatchObject({ description: "changed", data: '{"a":1}', active: true });
  });
});

describe("DELETE schedules", () => {
  it("deletes one or all and leaves the job", async () => {
    const jobId = await createJob({
      schedules: [{ cron: "* * * * 9 0 0" }, { repeatAt: "18:40" }, { time: "now" }],
    });
    const list = async () => (await api.call("GET", `/jobs/${jobId}/schedules`)).body;
    const first = (await list()).results[0].scheduleId;
    const runId = await api.submitRun(jobId, first);
    expect((await api.call("DELETE", `/jobs/${jobId}/schedules/${first}`)).body).toEqual({
      success: true,
    });
    expect((await api.call("DELETE", `/jobs/${jobId}/schedules/${first}`)).status).toBe(404);
    const { db } = await api.contextOf();
    expect(
      (await db.pool.query("SELECT state FROM run WHERE id = $1", [runId])).rows[0].state,
    ).toBe("Canceled");
    expect((await list()).total).toBe(2);
    expect((await api.call("DELETE", `/jobs/${jobId}/schedules`)).body).toEqual({ success: true });
    expect((await list()).total).toBe(0);
    expect((await api.call("GET", `/jobs/${jobId}`)).status).toBe(200);
    expect((await actionsOf(jobId)).filter((act) => act === "DELETED")).toHaveLength(3);
  });
});

describe("POST …/schedules/activationStatus", () => {
  it("activates and deactivates all schedules of the job", async () => {
    const jobId = await createJob({
      schedules: [{ cron: "* * * * 9 0 0" }, { repeatAt: "18:40" }],
    });
    const activity = async () =>
      (await api.call("GET", `/jobs/${jobId}/schedules`)).body.results.map(
        (entry: { active: boolean }) => entry.active,
      );
    const set = (activationStatus: unknown) =>
      api.call("POST", `/jobs/${jobId}/schedules/activationStatus`, { body: { activationStatus } });
    expect((await set(true)).body).toEqual({ success: true });
    expect(await activity()).toEqual([true, true]);
    expect((await set(false)).body).toEqual({ success: true });
    expect(await activity()).toEqual([false, false]);
    for (const wrong of ["true", 1, null, undefined]) expect((await set(wrong)).status).toBe(400);
  });

  it("does not run a one-time schedule again", async () => {
    const jobId = await createJob({ schedules: [{ time: "now" }] });
    const { db } = await api.contextOf();
    await db.pool.query(
      "UPDATE schedule SET executed_at = now() FROM definition d WHERE d.id = definition_id AND d.job_id = $1",
      [jobId],
    );
    await api.call("POST", `/jobs/${jobId}/schedules/activationStatus`, {
      body: { activationStatus: true },
    });
    const { body } = await api.call("GET", `/jobs/${jobId}/schedules`);
    expect(body.results[0].active).toBe(false);
  });

  it("starts an interval whose planned start is past at once, and one that is ahead as planned", async () => {
    const jobId = await createJob({
      schedules: [
        { repeatInterval: "1 hour", startTime: "2020-01-01" },
        { repeatInterval: "1 hour", startTime: "2036-01-01" },
      ],
    });
    await api.call("POST", `/jobs/${jobId}/schedules/activationStatus`, {
      body: { activationStatus: true },
    });
    const { body } = await api.call("GET", `/jobs/${jobId}/schedules`);
    const [past, ahead] = body.results;
    const { now } = await api.contextOf();
    expect(Math.abs(Date.parse(`${past.nextRunAt}Z`) - now.getTime())).toBeLessThan(10_000);
    expect(ahead.nextRunAt).toBe("2036-01-01 00:00:00");
  });
});

describe("changing the window of a job", () => {
  it("deactivates schedules when the end is reached", async () => {
    const jobId = await createJob({ schedules: [{ cron: "* * * * 9 0 0", active: true }] });
    await api.call("PUT", `/jobs/${jobId}`, { body: { endTime: "2020-01-01" } });
    const { body } = await api.call("GET", `/jobs/${jobId}/schedules`);
    expect(body.results[0]).toMatchObject({ active: false, nextRunAt: null });
    expect(await actionsOf(jobId)).toContain("DEACTIVATION_END_TIME");
  });
});
