import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Answer,
  type SchedulerApi,
  startSchedulerApi,
} from "@/lib/testing/scheduler-api-fixture";

let api: SchedulerApi;

beforeAll(async () => {
  api = await startSchedulerApi();
});
afterAll(() => api.close());

interface Place {
  jobId: number;
  scheduleId: string;
  path: string;
}

async function createSchedule(): Promise<Place> {
  const { body } = await api.call("POST", "/jobs", {
    body: {
      name: `job_${crypto.randomUUID()}`,
      action: "https://example.com/jobs/validate",
      schedules: [{ cron: "* * * * 9 0 0" }],
    },
  });
  const scheduleId = body.schedules[0].scheduleId;
  return { jobId: body._id, scheduleId, path: `/jobs/${body._id}/schedules/${scheduleId}` };
}

async function runningRun(place: Place): Promise<string> {
  const runId = await api.submitRun(place.jobId, place.scheduleId);
  await api.startRun(runId);
  return runId;
}

function report(place: Place, runId: string, body: unknown): Promise<Answer> {
  return api.call("PUT", `${place.path}/runs/${runId}`, { body });
}

describe("PUT …/runs/{runId}", () => {
  it("finishes the run with the reported result, once", async () => {
    const place = await createSchedule();
    const runId = await runningRun(place);
    const first = await report(place, runId, {
      success: true,
      message: "Long running operation completed",
    });
    expect([first.status, first.body]).toEqual([200, { success: true }]);
    const { body: run } = await api.call("GET", `${place.path}/runs/${runId}`);
    expect(run).toMatchObject({
      runId,
      runText: "Long running operation completed",
      httpStatus: null,
      runStatus: "COMPLETED",
      runState: "SUCCESS",
    });
    for (const field of ["executionTimestamp", "scheduleTimestamp", "completionTimestamp"]) {
      expect(run[field]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    }
    const second = await report(place, runId, { success: false });
    expect(second.status).toBe(400);
    expect((await api.call("GET", `${place.path}/runs/${runId}`)).body.runState).toBe("SUCCESS");
  });

  it("ends the run with an error when the application reports one", async () => {
    const place = await createSchedule();
    const runId = await runningRun(place);
    await report(place, runId, { success: false, message: "disk full" });
    const { body } = await api.call("GET", `${place.path}?displayLogs=true`);
    expect(body.logs).toHaveLength(1);
    expect(body.logs[0]).toMatchObject({
      runId,
      runStatus: "COMPLETED",
      runState: "ERROR",
      locale: "en",
    });
    expect(body.logs[0].completionTimestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(JSON.parse(body.logs[0].runText)).toEqual([
      { time: body.logs[0].completionTimestamp, type: "ERROR", text: "disk full", code: null },
    ]);
  });

  it.each([
    {},
    { success: "true" },
    { success: 1 },
    { success: null },
    { success: true, message: 5 },
    [],
  ])("answers 400 to %j", async (body) => {
    const place = await createSchedule();
    const runId = await runningRun(place);
    expect((await report(place, runId, body)).status).toBe(400);
    expect((await api.call("GET", `${place.path}/runs/${runId}`)).body.runStatus).toBe("RUNNING");
  });

  it("answers 400 for a run that has not begun and 404 for ids that don't belong together", async () => {
    const place = await createSchedule();
    const other = await createSchedule();
    const waiting = await api.submitRun(place.jobId, place.scheduleId);
    expect((await report(place, waiting, { success: true })).status).toBe(400);
    const running = await runningRun(place);
    expect((await report(other, running, { success: true })).status).toBe(404);
    expect((await report(place, crypto.randomUUID(), { success: true })).status).toBe(404);
    expect((await report(place, "7", { success: true })).status).toBe(404);
  });

  it("takes the result of a run without a schedule under its own id", async () => {
    const place = await createSchedule();
    const runId = await api.submitRun(place.jobId, null);
    await api.startRun(runId);
    const path = `/jobs/${place.jobId}/schedules/${runId}/runs/${runId}`;
    expect((await api.call("PUT", path, { body: { success: true } })).status).toBe(200);
    expect((await api.call("GET", path)).body.runState).toBe("SUCCESS");
  });

  it("lets one of many simultaneous reports decide", async () => {
    const place = await createSchedule();
    const runId = await runningRun(place);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => report(place, runId, { success: index % 2 === 0 })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array(7).fill(400)]);
  });
});

describe("GET …/runs", () => {
  it("shows a waiting run without times, and its states in the log of the schedule", async () => {
    const place = await createSchedule();
    const runId = await api.submitRun(place.jobId, place.scheduleId);
    const { body } = await api.call("GET", `${place.path}/runs`);
    expect(body).toEqual({
      total: 1,
      results: [
        {
          runId,
          runText: "",
          httpStatus: null,
          executionTimestamp: null,
          runStatus: "SCHEDULED",
          runState: "SCHEDULED",
          scheduleTimestamp: body.results[0].scheduleTimestamp,
          completionTimestamp: null,
        },
      ],
    });
    const { body: schedule } = await api.call("GET", `${place.path}?displayLogs=true`);
    expect(schedule.logs[0]).toMatchObject({ statusMessage: expect.any(String), runText: "[]" });
    expect((await api.call("GET", `${place.path}?displayLogs=false`)).body.logs).toBeUndefined();
    expect((await api.call("GET", `${place.path}?displayLogs=maybe`)).status).toBe(400);
  });

  it("pages newest first by cursor in both directions, stable while new runs arrive", async () => {
    const place = await createSchedule();
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.unshift(await api.submitRun(place.jobId, place.scheduleId));
    }
    const page = async (query: string) =>
      (await api.call("GET", `${place.path}/runs${query}`)).body;
    const idsOf = (body: { results: { runId: string }[] }) => body.results.map((run) => run.runId);
    const first = await page("?page_size=2");
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    expect(first.prev_url).toBeUndefined();
    expect(first.next_url).toBe(`/scheduler${place.path}/runs?page_size=2&next=${ids[1]}`);
    await api.submitRun(place.jobId, place.scheduleId);
    const second = await page(`?page_size=2&next=${ids[1]}`);
    expect(idsOf(second)).toEqual(ids.slice(2, 4));
    const third = await page(`?page_size=2&next=${ids[3]}`);
    expect(idsOf(third)).toEqual(ids.slice(4));
    expect(third).not.toHaveProperty("next_url");
    expect(third.prev_url).toBe(`/scheduler${place.path}/runs?page_size=2&prev=${ids[4]}`);
    const back = await page(`?page_size=2&prev=${ids[4]}`);
    expect(idsOf(back)).toEqual(ids.slice(2, 4));
    expect(back.total).toBe(6);
  });

  it.each(["page_size=0", "offset=-1", "next=7", "next=&prev=x", "page_size=5000000"])(
    "answers 400 to ?%s",
    async (query) => {
      const { path } = await createSchedule();
      expect((await api.call("GET", `${path}/runs?${query}`)).status).toBe(400);
    },
  );

  it("answers 404 for an unknown job, schedule or run", async () => {
    const place = await createSchedule();
    const unknown = crypto.randomUUID();
    expect(
      (await api.call("GET", `/jobs/999999999/schedules/${place.scheduleId}/runs`)).status,
    ).toBe(404);
    expect((await api.call("GET", `/jobs/${place.jobId}/schedules/${unknown}/runs`)).status).toBe(
      404,
    );
    expect((await api.call("GET", `${place.path}/runs/${unknown}`)).status).toBe(404);
  });
});
