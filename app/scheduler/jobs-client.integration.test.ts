import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TEST_API_LOGIN } from "@/lib/testing/access-fixture";
import type { Endpoint } from "@/lib/testing/endpoints";
import { CLIENT_METHODS, createJobsClient, type JobsClient } from "@/lib/testing/jobs-client";
import { JOBS_CLIENT_CASES } from "@/lib/testing/jobs-client-cases";
import { type SchedulerApi, startSchedulerApi } from "@/lib/testing/scheduler-api-fixture";

let api: SchedulerApi;
let endpoint: Endpoint;
let client: JobsClient;

beforeAll(async () => {
  api = await startSchedulerApi();
  endpoint = await api.listen();
  client = createJobsClient({ baseURL: endpoint.url, ...TEST_API_LOGIN });
});
afterAll(async () => {
  await endpoint.close();
  await api.close();
});

describe("the reference client", () => {
  it.each(JOBS_CLIENT_CASES)("works unchanged: $name", async ({ run }) => {
    const startRun = async (jobId: number, scheduleId: string) => {
      const runId = await api.submitRun(jobId, scheduleId);
      await api.startRun(runId);
      return runId;
    };
    await run({ client, action: "https://example.com/action", startRun });
  });

  it("is exercised with every method it has", () => {
    const cases = JOBS_CLIENT_CASES.map(({ run }) => run.toString()).join("\n");
    expect(CLIENT_METHODS.filter((method) => !cases.includes(`.${method}(`))).toEqual([]);
  });
});
