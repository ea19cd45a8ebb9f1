import assert from "node:assert/strict";
import type { JobsClient } from "./jobs-client";

/** What a case needs: the client, and a way to a run that waits for its callback. */
export interface JobsClientWorld {
  client: JobsClient;
  /** Address the jobs of a case call; nothing has to listen there unless `startRun` needs it. */
  action: string;
  /** A run of the schedule that has been acknowledged or at least started; answers its id. */
  startRun(jobId: number, scheduleId: string): Promise<string>;
}

interface JobsClientCase {
  name: string;
  run(world: JobsClientWorld): Promise<void>;
}

const uniqueName = () => `client job ${crypto.randomUUID()}`;

async function createJob({ client, action }: JobsClientWorld, extra: Record<string, unknown> = {}) {
  const job = {
    name: uniqueName(),
    action,
    active: true,
    httpMethod: "POST",
    schedules: [],
    ...extra,
  };
  return client.createJob({ job });
}

/** What the reference client must be able to do, method by method (job-scheduling-api 21). */
export const JOBS_CLIENT_CASES: readonly JobsClientCase[] = [
  {
    name: "createJob, fetchJob by id and name, deleteJob",
    async run(world) {
      const { client } = world;
      const job = await createJob(world, { schedules: [{ cron: "* * * * 9 0 0", active: false }] });
      assert.equal(typeof job._id, "number");
      const byId = await client.fetchJob({ jobId: job._id, displaySchedules: true });
      const byName = await client.fetchJob({ name: job.name });
      assert.equal(byId.name, job.name);
      assert.equal(byId.schedules.length, 1);
      assert.equal(byName._id, job._id);
      assert.deepEqual(await client.deleteJob({ jobId: job._id }), { success: true });
      await assert.rejects(client.fetchJob({ jobId: job._id }), { statusCode: 404 });
    },
  },
  {
    name: "updateJob with the number 1 for active, upsertJob twice",
    async run(world) {
      const { client, action } = world;
      const job = await createJob(world, { active: false });
      const change = { user: "John", password: "secret", active: 1 };
      assert.deepEqual(await client.updateJob({ jobId: job._id, job: change }), { success: true });
      const read = await client.fetchJob({ jobId: job._id });
      assert.deepEqual([read.active, read.user, read.password], [true, "John", undefined]);
      const name = uniqueName();
      const first = await client.upsertJob({ name, job: { name, action, description: "one" } });
      const second = await client.upsertJob({ name, job: { name, action, description: "two" } });
      assert.equal(second._id, first._id);
      assert.equal(second.description, "two");
    },
  },
  {
    name: "fetchJobs with options left open, fetchAllJobs",
    async run(world) {
      const { client } = world;
      const job = await createJob(world);
      const page = await client.fetchJobs({
        page_size: 1,
        offset: undefined,
        filter: `name eq '${job.name}'`,
      });
      assert.equal(page.total, 1);
      assert.equal(page.results[0]._id, job._id);
      const all = await client.fetchAllJobs({});
      assert.equal(all.results.length, all.total);
      assert.ok(all.results.some((entry: { _id: number }) => entry._id === job._id));
    },
  },
  {
    name: "createJobSchedule, fetchJobSchedule, updateJobSchedule, fetchJobSchedules, deleteJobSchedule",
    async run(world) {
      const { client } = world;
      const { _id: jobId } = await createJob(world);
      const created = await client.createJobSchedule({
        jobId,
        schedule: {
          repeatInterval: "2 hours",
          active: false,
          description: "New Schedule",
          data: { id: 1 },
        },
      });
      const { scheduleId } = created;
      assert.equal(created.data, '{"id":1}');
      const changed = await client.updateJobSchedule({
        jobId,
        scheduleId,
        schedule: { repeatInterval: "3 hours" },
      });
      assert.equal(changed.repeatInterval, "3 hours");
      const read = await client.fetchJobSchedule({ jobId, scheduleId, displayLogs: false });
      assert.deepEqual([read.repeatInterval, read.logs], ["3 hours", undefined]);
      assert.deepEqual(
        (await client.fetchJobSchedule({ jobId, scheduleId, displayLogs: true })).logs,
        [],
      );
      assert.equal((await client.fetchJobSchedules({ jobId })).total, 1);
      assert.deepEqual(await client.deleteJobSchedule({ jobId, scheduleId }), { success: true });
      await assert.rejects(client.fetchJobSchedule({ jobId, scheduleId, displayLogs: false }), {
        statusCode: 404,
      });
    },
  },
  {
    name: "activateAllSchedules, deactivateAllSchedules, deleteAllJobSchedules",
    async run(world) {
      const { client } = world;
      const schedules = [{ cron: "* * * * 9 0 0" }, { repeatAt: "4.40pm" }];
      const { _id: jobId } = await createJob(world, { active: false, schedules });
      const activity = async () =>
        (await client.fetchJobSchedules({ jobId })).results.map(
          (entry: { active: boolean }) => entry.active,
        );
      assert.deepEqual(await client.activateAllSchedules({ jobId }), { success: true });
      assert.deepEqual(await activity(), [true, true]);
      assert.deepEqual(await client.deactivateAllSchedules({ jobId }), { success: true });
      assert.deepEqual(await activity(), [false, false]);
      assert.deepEqual(await client.deleteAllJobSchedules({ jobId }), { success: true });
      assert.deepEqual(await activity(), []);
    },
  },
  {
    name: "updateJobRunLog, getRunLogs, getRunLogsById",
    async run(world) {
      const { client } = world;
      const job = await createJob(world, { schedules: [{ time: "now", active: true }] });
      const address = { jobId: job._id, scheduleId: job.schedules[0].scheduleId };
      const runId = await world.startRun(address.jobId, address.scheduleId);
      const data = { success: true, message: "Long running operation completed successfully" };
      assert.deepEqual(await client.updateJobRunLog({ ...address, runId, data }), {
        success: true,
      });
      const log = await client.getRunLogsById({ ...address, runId });
      assert.deepEqual(
        [log.runStatus, log.runState, log.runText],
        ["COMPLETED", "SUCCESS", data.message],
      );
      const logs = await client.getRunLogs({ ...address, page_size: 15 });
      assert.equal(logs.total, 1);
      assert.equal(logs.results[0].runId, runId);
      await assert.rejects(client.updateJobRunLog({ ...address, runId, data }), {
        statusCode: 400,
      });
    },
  },
  {
    name: "getJobCount, getJobActionLogs, getScheduleActionLogs",
    async run(world) {
      const { client } = world;
      const job = await createJob(world, { schedules: [{ cron: "* * * * 9 0 0" }] });
      const active = await client.getJobCount({ activeStatus: true });
      assert.deepEqual(Object.keys(active), ["active"]);
      assert.ok(active.active >= 1);
      assert.ok((await client.getJobActionLogs({ jobId: job._id })).total >= 1);
      const { scheduleId } = job.schedules[0];
      const history = await client.getScheduleActionLogs({ jobId: job._id, scheduleId });
      assert.deepEqual(
        history.results.map((entry: { action: string }) => entry.action),
        ["CREATED"],
      );
    },
  },
  {
    name: "searchJobs, searchSchedules",
    async run(world) {
      const { client } = world;
      const word = `needle${crypto.randomUUID().slice(0, 8)}`;
      const schedules = [{ cron: "* * * * 9 0 0", description: word }];
      await createJob(world, { description: word, schedules, startTime: "2034-02-18" });
      const jobs = await client.searchJobs({
        q: `${word} startTime:>2011-02-18 active:true`,
        page_size: undefined,
      });
      assert.deepEqual([jobs.total, jobs.results[0].schedules.length], [1, 1]);
      const found = await client.searchSchedules({ q: `${word} active:false` });
      assert.deepEqual([found.total, found.results[0].scheduleDescription], [1, word]);
    },
  },
  {
    name: "a refusal arrives as an error with message and status",
    async run(world) {
      const { client, action } = world;
      await assert.rejects(client.createJob({ job: { name: "1234", action } }), {
        statusCode: 400,
        message: "Error while creating job: 'name' must not consist of digits only",
      });
    },
  },
];
