import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRateLimiter } from "@/lib/platform/rate-limit";
import {
  type Answer,
  type SchedulerApi,
  startSchedulerApi,
} from "@/lib/testing/scheduler-api-fixture";

let api: SchedulerApi;

beforeAll(async () => {
  api = await startSchedulerApi();
});
afterAll(async () => {
  globalThis.__stellwerkRateLimiter = undefined;
  await api.close();
});

async function callTimes(times: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let count = 0; count < times; count += 1) answers.push(await api.call("GET", "/jobCount"));
  return answers;
}

describe("a client that asks too often", () => {
  it("is delayed, then answered 429 with the seconds to wait, while another tenant is served", async () => {
    const client = { slowAt: 2, denyAt: 4 };
    const absolute = { slowAt: 1000, denyAt: 1000 };
    globalThis.__stellwerkRateLimiter = createRateLimiter({ client, absolute, maxDelayMs: 4 });
    const subscriber = await api.createSubscriber();
    // The minute may end in between: twice the limit passes it in one of the two.
    const answers = await callTimes(9);
    const denied = answers.filter((answer) => answer.status === 429);
    expect(denied.length).toBeGreaterThan(0);
    for (const answer of denied) {
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(answer.body).toMatchObject({ code: 429, type: "Too Many Requests" });
    }
    expect(answers.map((answer) => answer.headers.get("throttling"))).toEqual(
      expect.arrayContaining([null, "2", "4"]),
    );
    expect((await api.call("GET", "/jobCount", { as: subscriber })).status).toBe(200);
  });

  it("is answered 503 when everyone together asks too often", async () => {
    const client = { slowAt: 1000, denyAt: 1000 };
    const absolute = { slowAt: 1, denyAt: 2 };
    globalThis.__stellwerkRateLimiter = createRateLimiter({ client, absolute, maxDelayMs: 4 });
    const denied = (await callTimes(5)).filter((answer) => answer.status === 503);
    expect(denied.length).toBeGreaterThan(0);
    expect(denied[0]?.body).toMatchObject({ code: 503, type: "Service Unavailable" });
    expect(Number(denied[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});
