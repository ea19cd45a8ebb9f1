import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { type Endpoint, httpEndpoint } from "../lib/testing/endpoints";
import { createJobsClient, type JobsClient } from "../lib/testing/jobs-client";
import { JOBS_CLIENT_CASES, type JobsClientWorld } from "../lib/testing/jobs-client-cases";
import { applicationUrl } from "./application";

const POLL_MS = 100;
let endpoint: Endpoint;

function login(): { user: string; password: string } {
  const { STELLWERK_API_USER: user = "", STELLWERK_API_PASSWORD: password = "" } = process.env;
  expect(user && password, "STELLWERK_API_USER and STELLWERK_API_PASSWORD must be set").not.toBe(
    "",
  );
  return { user, password };
}

async function fetchToken(): Promise<string> {
  const { user, password } = login();
  const response = await fetch(`${applicationUrl()}/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` },
    body: new URLSearchParams({ response_type: "token", grant_type: "client_credentials" }),
  });
  expect(response.status).toBe(200);
  return (await response.json()).access_token;
}

/** The first run of the schedule, as soon as its endpoint has acknowledged it. */
async function acknowledgedRun(
  client: JobsClient,
  jobId: number,
  scheduleId: string,
): Promise<string> {
  for (;;) {
    const { results } = await client.getRunLogs({ jobId, scheduleId });
    if (results[0]?.runState === "ACK_RECVD") return results[0].runId;
    await sleep(POLL_MS);
  }
}

test.beforeAll(async () => {
  endpoint = await httpEndpoint((_, response) => response.writeHead(202).end());
});
test.afterAll(() => endpoint.close());

for (const scheme of ["basic", "token"] as const) {
  test.describe(`the reference client with ${scheme} authentication`, () => {
    let world: JobsClientWorld;

    test.beforeAll(async () => {
      const baseURL = applicationUrl();
      const client = createJobsClient(
        scheme === "basic" ? { baseURL, ...login() } : { baseURL, token: await fetchToken() },
      );
      const startRun = (jobId: number, scheduleId: string) =>
        acknowledgedRun(client, jobId, scheduleId);
      world = { client, action: `${endpoint.url}/action`, startRun };
    });

    for (const { name, run } of JOBS_CLIENT_CASES) test(name, () => run(world));
  });
}
