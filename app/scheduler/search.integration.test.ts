import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ApiLogin } from "@/lib/testing/scheduler-api-fixture";
import { type SchedulerApi, startSchedulerApi } from "@/lib/testing/scheduler-api-fixture";

let api: SchedulerApi;
let tenant: ApiLogin;

beforeAll(async () => {
  api = await startSchedulerApi();
  tenant = await api.createSubscriber();
  const action = "https://example.com/orders";
  const jobs = [
    {
      name: "salesOrder_nightly",
      description: "Checks Orders",
      active: true,
      startTime: "2035-01-01",
    },
    {
      name: "salesOrder_daily",
      description: "100% of_orders",
      active: false,
      startTime: "2036-01-01",
    },
    { name: "cleanup", description: "", active: true },
  ];
  for (const job of jobs) {
    const schedules = [
      {
        cron: "* * * * 9 0 0",
        active: true,
        description: `${job.name} morning`,
        endTime: "2040-01-01",
      },
      {
        repeatInterval: "2 hours",
        active: false,
        description: `${job.name} often`,
        data: { kind: "x" },
      },
    ];
    await api.call("POST", "/jobs", { as: tenant, body: { action, ...job, schedules } });
  }
});
afterAll(() => api.close());

async function search(what: "jobs" | "schedules", query: Record<string, string>) {
  const { status, body } = await api.call("GET", `/search/${what}?${new URLSearchParams(query)}`, {
    as: tenant,
  });
  return { status, body };
}

async function names(q: string): Promise<string[]> {
  const { body } = await search("jobs", { q });
  return body.results.map((job: { name: string }) => job.name);
}

describe("GET /search/jobs", () => {
  it("finds every word in any of the texts, whatever the case", async () => {
    expect(await names("SALESORDER")).toEqual(["salesOrder_nightly", "salesOrder_daily"]);
    expect(await names("salesorder checks")).toEqual(["salesOrder_nightly"]);
    expect(await names("100% of_orders")).toEqual(["salesOrder_daily"]);
    expect(await names("nothing")).toEqual([]);
  });

  it("understands the qualifiers", async () => {
    expect(await names("salesOrder active:false")).toEqual(["salesOrder_daily"]);
    expect(await names("startTime:>=2035-01-01 startTime:<2035-06-01T12:00:00")).toEqual([
      "salesOrder_nightly",
    ]);
    expect(await names("startTime:>2035-01-01")).toEqual(["salesOrder_daily"]);
  });

  it("shows the job under the names of a search, with its schedules unless told otherwise", async () => {
    const { body } = await search("jobs", { q: "cleanup" });
    expect(body).toMatchObject({
      total: 1,
      pagination_enabled: false,
      prev_url: null,
      next_url: null,
    });
    expect(body.results[0]).toMatchObject({
      jobActive: true,
      jobStartTime: null,
      jobEndTime: null,
      user: null,
    });
    expect(body.results[0].schedules[1]).toMatchObject({
      scheduleDescription: "cleanup often",
      data: '{"kind":"x"}',
      nextRunAt: null,
    });
    const plain = await search("jobs", { q: "cleanup", displaySchedules: "false" });
    expect(plain.body.results[0]).not.toHaveProperty("schedules");
  });

  it("pages and keeps the search in the links", async () => {
    const { body } = await search("jobs", { q: "salesOrder active:true", page_size: "1" });
    expect(body.next_url).toBeNull();
    const first = (await search("jobs", { q: "sales order", page_size: "1" })).body;
    expect(first).toMatchObject({
      total: 2,
      pagination_enabled: true,
      prev_url: null,
      next_url: "/scheduler/search/jobs?q=sales%20order&page_size=1&offset=1",
    });
    const second = (await search("jobs", { q: "sales order", page_size: "1", offset: "1" })).body;
    expect(second.prev_url).toBe("/scheduler/search/jobs?q=sales%20order&page_size=1&offset=0");
  });
});

describe("GET /search/schedules", () => {
  it("addresses the schedule with the qualifiers and names the job as parent", async () => {
    const { body } = await search("schedules", { q: "nightly active:true endTime:<2041-01-01" });
    expect(body.total).toBe(1);
    const [found] = body.results;
    expect(found).toMatchObject({
      scheduleDescription: "salesOrder_nightly morning",
      cron: "* * * * 9 0 0",
      type: "recurring",
      data: null,
      parent: { name: "salesOrder_nightly", jobUrl: `/scheduler/jobs/${found.parent._id}` },
    });
  });
});

describe("a search that is wrong", () => {
  it.each([
    ["jobs", {}, "Search query not provided"],
    ["jobs", { q: "" }, "Search query not provided"],
    ["jobs", { q: "  " }, "Search query not provided"],
    ["jobs", { q: "owner:me" }, "Field not recognized"],
    ["jobs", { q: "startTime:2011-02-18" }, "Operator not specified for startTime"],
    ["schedules", { q: "endTime:" }, "Operator not specified for endTime"],
    [
      "jobs",
      { q: "startTime:>yesterday" },
      "Date format must be YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD",
    ],
    [
      "jobs",
      { q: "startTime:>2011-02-30" },
      "Date format must be YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD",
    ],
    [
      "jobs",
      { q: "startTime:>0000-01-01" },
      "Date format must be YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD",
    ],
    ["schedules", { q: "a", displaySchedules: "true" }, "displaySchedules is not supported"],
    ["jobs", { q: "a", displaySchedules: "perhaps" }, null],
    ["jobs", { q: "active:yes" }, null],
    ["jobs", { q: "a", page_size: "0" }, null],
    ["jobs", { q: "a", offset: "-1" }, null],
    ["jobs", { q: "a\u0000" }, null],
    ["jobs", { q: "x ".repeat(400) }, null],
  ] as const)("answers 400 for %s %j", async (what, query, reason) => {
    const { status, body } = await search(what, query as unknown as Record<string, string>);
    expect(status).toBe(400);
    expect(body.message).toMatch(/^Error in Job Scheduler action: /);
    if (reason !== null) expect(body.message).toBe(`Error in Job Scheduler action: ${reason}`);
  });
});
