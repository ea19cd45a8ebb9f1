import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SchedulerApi, startSchedulerApi } from "@/lib/testing/scheduler-api-fixture";

let api: SchedulerApi;
const uniqueName = () => `job_${crypto.randomUUID()}`;
const action = "https://example.com/jobs/validate";

beforeAll(async () => {
  api = await startSchedulerApi();
});
afterAll(() => api.close());

describe("POST /jobs", () => {
  it("creates the job with its schedules and says where it is", async () => {
    const name = uniqueName();
    const created = await api.call("POST", "/jobs", {
      body: {
        name,
        action,
        active: true,
        httpMethod: "PUT",
        description: "checks orders",
        calmConfig: { enabled: true },
        schedules: [
          {
            cron: "* * * * * */10 0",
            active: true,
            description: "often",
            data: { salesOrderId: "1234" },
            startTime: { date: "2035-10-20 04:30 +0000", format: "YYYY-MM-DD HH:mm Z" },
          },
        ],
      },
    });
    expect(created.status).toBe(201);
    expect(created.headers.get("location")).toBe(`/scheduler/jobs/${created.body._id}`);
    expect(created.body).toMatchObject({
      name,
      action,
      active: true,
      httpMethod: "PUT",
      description: "checks orders",
      startTime: null,
      endTime: null,
      signatureVersion: 0,
      ansConfig: { onError: false, onSuccess: false },
      calmConfig: { enabled: true },
    });
    expect(Number.isInteger(created.body._id)).toBe(true);
    expect(created.body.schedules).toHaveLength(1);
    expect(created.body.schedules[0]).toMatchObject({
      type: "recurring",
      cron: "* * * * * */10 0",
      time: null,
      repeatAt: null,
      repeatInterval: null,
      active: true,
      data: '{"salesOrderId":"1234"}',
      startTime: "2035-10-20 04:30:00",
      endTime: null,
    });
  });

  it("gives the documented defaults to what is not sent", async () => {
    const { body } = await api.call("POST", "/jobs", { body: { name: uniqueName(), action } });
    expect(body).toMatchObject({
      description: "",
      active: false,
      httpMethod: "POST",
      schedules: [],
    });
  });

  it("stores nothing when one of the schedules is wrong", async () => {
    const name = uniqueName();
    const refused = await api.call("POST", "/jobs", {
      body: { name, action, schedules: [{ cron: "* * * * * * 0" }, { cron: "* * * * *" }] },
    });
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain("'schedules.1.cron'");
    expect((await api.call("GET", `/jobs?name=${name}`)).status).toBe(404);
  });

  it("refuses a name that its tenant uses already, and lets another tenant use it", async () => {
    const body = { name: uniqueName(), action };
    expect((await api.call("POST", "/jobs", { body })).status).toBe(201);
    const again = await api.call("POST", "/jobs", { body });
    expect(again.status).toBe(400);
    expect(again.body).toEqual({
      code: 400,
      message: `Error while creating job: A job named '${body.name}' exists already`,
      type: "Bad Request/Invalid Request",
      detailedError: again.body.message,
    });
    const subscriber = await api.createSubscriber();
    expect((await api.call("POST", "/jobs", { body, as: subscriber })).status).toBe(201);
  });

  it.each([
    [{}, "'calmConfig' object cannot be empty"],
    [{ enabled: "yes" }, "'enabled' in 'calmConfig' must be of type 'boolean'"],
    [{ enbled: true }, "'enabled' is a required property for object 'calmConfig'"],
    [{ enabled: "x", other: 1 }, "'other' is not an allowed property for object 'calmConfig'"],
  ])("answers calmConfig %j with the documented text", async (calmConfig, reason) => {
    const body = { name: uniqueName(), action, calmConfig };
    const refused = await api.call("POST", "/jobs", { body });
    expect([refused.status, refused.body.message]).toEqual([
      400,
      `Error while creating job: ${reason}`,
    ]);
  });

  it("never creates a task", async () => {
    const body = { name: uniqueName(), action, jobType: "CF_TASK" };
    expect((await api.call("POST", "/jobs", { body })).status).toBe(400);
  });

  it("keeps the endpoint's password to itself", async () => {
    const body = { name: uniqueName(), action, user: "tech", password: "s3cret-pass" };
    const created = await api.call("POST", "/jobs", { body });
    const read = await api.call("GET", `/jobs/${created.body._id}`);
    expect(read.body.user).toBe("tech");
    expect(JSON.stringify([created.body, read.body])).not.toContain("s3cret-pass");
    const { db } = await api.contextOf();
    const stored = await db.pool.query("SELECT endpoint_password FROM definition WHERE name = $1", [
      body.name,
    ]);
    expect(stored.rows[0].endpoint_password).not.toContain("s3cret-pass");
  });
});

describe("GET one job", () => {
  it("answers the same job by id, by query id and by query name", async () => {
    const name = uniqueName();
    const { body: job } = await api.call("POST", "/jobs", {
      body: { name, action, schedules: [{ repeatInterval: "2 hours" }] },
    });
    const byPath = await api.call("GET", `/jobs/${job._id}`);
    const byId = await api.call("GET", `/jobs?jobId=${job._id}`);
    const byName = await api.call("GET", `/jobs?name=${name}&displaySchedules=undefined`);
    expect(byPath.status).toBe(200);
    expect(byPath.body).toMatchObject({ _id: job._id, name, user: null });
    expect(byPath.body.schedules).toBeUndefined();
    expect([byId.body, byName.body]).toEqual([byPath.body, byPath.body]);
    const shown = await api.call("GET", `/jobs/${job._id}?displaySchedules=true`);
    expect(
      shown.body.schedules.map((entry: { repeatInterval: string }) => entry.repeatInterval),
    ).toEqual(["2 hours"]);
  });

  it("answers 404 when id and name are of different jobs, and 400 with paging", async () => {
    const { body: job } = await api.call("POST", "/jobs", { body: { name: uniqueName(), action } });
    expect((await api.call("GET", `/jobs?jobId=${job._id}&name=other`)).status).toBe(404);
    const paged = await api.call("GET", `/jobs?jobId=${job._id}&page_size=10`);
    expect([paged.status, paged.body.message]).toEqual([
      400,
      "Error while fetching job details: Invalid query",
    ]);
  });

  it.each(["0", "999999999", "99999999999999999999", "-1", "abc", "%20"])(
    "answers 404 for the id %s",
    async (id) => {
      const missing = await api.call("GET", `/jobs/${id}`);
      expect(missing.status).toBe(404);
      expect(missing.body.message).toMatch(/^Error while fetching job details: /);
    },
  );
});

describe("PUT /jobs/{jobId}", () => {
  it("changes what is sent and leaves the rest", async () => {
    const name = uniqueName();
    const { body: job } = await api.call("POST", "/jobs", {
      body: { name, action, description: "before", ansConfig: { onError: true, onSuccess: true } },
    });
    const changed = await api.call("PUT", `/jobs/${job._id}`, {
      body: {
        name,
        active: 1,
        httpMethod: "GET",
        ansConfig: { onError: false },
        schedules: [{ cron: "ignored" }],
      },
    });
    expect([changed.status, changed.body]).toEqual([200, { success: true }]);
    const { body: read } = await api.call("GET", `/jobs/${job._id}`);
    expect(read).toMatchObject({
      name,
      action,
      description: "before",
      active: true,
      httpMethod: "GET",
      ansConfig: { onError: false, onSuccess: true },
    });
  });

  it("refuses another name, an unknown job and a window that ends before it begins", async () => {
    const body = { name: uniqueName(), action, startTime: "2035-01-02" };
    const { body: job } = await api.call("POST", "/jobs", { body });
    expect((await api.call("PUT", `/jobs/${job._id}`, { body: { name: "other" } })).status).toBe(
      400,
    );
    expect((await api.call("PUT", "/jobs/999999999", { body: { active: true } })).status).toBe(404);
    const window = await api.call("PUT", `/jobs/${job._id}`, { body: { endTime: "2035-01-01" } });
    expect(window.status).toBe(400);
    expect(window.body.message).toContain("'endTime' must not be before 'startTime'");
  });

  it("takes back what the service itself answered", async () => {
    const { body: job } = await api.call("POST", "/jobs", { body: { name: uniqueName(), action } });
    const { body: read } = await api.call("GET", `/jobs/${job._id}?displaySchedules=true`);
    expect((await api.call("PUT", `/jobs/${job._id}`, { body: read })).status).toBe(200);
  });
});

describe("PUT /jobs/{name}", () => {
  it("creates the job once and replaces its content afterwards", async () => {
    const name = `my job ${uniqueName()}`;
    const address = `/jobs/${encodeURIComponent(name)}`;
    const first = await api.call("PUT", address, {
      body: {
        name,
        action,
        active: true,
        description: "old",
        schedules: [{ repeatAt: "4.40pm", active: true }],
      },
    });
    expect(first.status).toBe(201);
    expect(first.headers.get("location")).toBe(`/scheduler/jobs/${first.body._id}`);
    const second = await api.call("PUT", address, {
      body: { name, action: "https://example.com/other", schedules: [{ cron: "* * * * 9 0 0" }] },
    });
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({
      _id: first.body._id,
      action: "https://example.com/other",
      active: false,
      description: "",
      httpMethod: "POST",
      endTime: null,
    });
    expect(second.body.schedules).toHaveLength(1);
    expect(second.body.schedules[0].scheduleId).not.toBe(first.body.schedules[0].scheduleId);
    const gone = `/jobs/${first.body._id}/schedules/${first.body.schedules[0].scheduleId}`;
    expect((await api.call("GET", gone)).status).toBe(404);
  });

  it("leaves job and schedules as they are when the new content is wrong", async () => {
    const name = uniqueName();
    const { body: job } = await api.call("PUT", `/jobs/${name}`, {
      body: { name, action, description: "kept", schedules: [{ cron: "* * * * 9 0 0" }] },
    });
    const body = { name, action, schedules: [{ cron: "nonsense" }] };
    expect((await api.call("PUT", `/jobs/${name}`, { body })).status).toBe(400);
    const { body: read } = await api.call("GET", `/jobs/${job._id}?displaySchedules=true`);
    expect(read.description).toBe("kept");
    expect(read.schedules).toHaveLength(1);
  });

  it("refuses a body whose name is not the one in the address", async () => {
    const body = { name: uniqueName(), action };
    expect((await api.call("PUT", `/jobs/${uniqueName()}`, { body })).status).toBe(400);
  });
});

describe("DELETE /jobs/{jobId}", () => {
  it("makes the job and everything below it unknown at once", async () => {
    const { body: job } = await api.call("POST", "/jobs", {
      body: { name: uniqueName(), action, schedules: [{ cron: "* * * * 9 0 0" }] },
    });
    const schedule = `/jobs/${job._id}/schedules/${job.schedules[0].scheduleId}`;
    expect((await api.call("DELETE", `/jobs/${job._id}`)).body).toEqual({ success: true });
    for (const path of [
      `/jobs/${job._id}`,
      `/jobs/${job._id}/schedules`,
      schedule,
      `${schedule}/runs`,
    ]) {
      expect((await api.call("GET", path)).status).toBe(404);
    }
    expect((await api.call("GET", `/actionLogs?jobId=${job._id}`)).status).toBe(404);
    expect((await api.call("DELETE", `/jobs/${job._id}`)).status).toBe(404);
    const { db } = await api.contextOf();
    const purges = await db.pool.query("SELECT 1 FROM purge p WHERE p.schedule_id IS NULL");
    expect(purges.rows.length).toBeGreaterThan(0);
  });
});

describe("GET /jobs", () => {
  let subscriber: Awaited<ReturnType<SchedulerApi["createSubscriber"]>>;

  beforeAll(async () => {
    subscriber = await api.createSubscriber();
    for (const name of ["list.c", "list.a", "list.b"]) {
      await api.call("POST", "/jobs", {
        as: subscriber,
        body: {
          name,
          action,
          active: name === "list.a",
          schedules: [{ cron: "* * * * 9 0 0", active: true }, { time: "now" }],
        },
      });
    }
  });

  it("pages both ways with links that carry the page alone", async () => {
    const list = (query: string) => api.call("GET", `/jobs${query}`, { as: subscriber });
    const first = await list("?page_size=2&sort_by=name&sort_order=DESC");
    expect(first.body).toMatchObject({
      total: 3,
      prev_url: null,
      next_url: "/scheduler/jobs?page_size=2&offset=2",
    });
    expect(first.body.results.map((job: { name: string }) => job.name)).toEqual([
      "list.c",
      "list.b",
    ]);
    const last = await list("?page_size=2&offset=2");
    expect(last.body).toMatchObject({
      prev_url: "/scheduler/jobs?page_size=2&offset=0",
      next_url: null,
    });
    const beyond = await list("/?page_size=2&offset=9");
    expect(beyond.body).toMatchObject({ total: 3, results: [], next_url: null });
    expect(beyond.body.prev_url).toBe("/scheduler/jobs?page_size=2&offset=7");
  });

  it("shows every field of an entry, and the tenant to the provider only", async () => {
    const { body } = await api.call("GET", "/jobs?sort_by=name", { as: subscriber });
    const entry = body.results[0];
    expect(entry).toMatchObject({
      name: "list.a",
      description: "",
      action,
      active: true,
      httpMethod: "POST",
      user: null,
      startTime: null,
      endTime: null,
      signatureVersion: 0,
      jobType: "HTTP_ENDPOINT",
      ansConfig: { onError: false, onSuccess: false },
      calmConfig: { enabled: false },
      ACTIVECOUNT: 1,
      INACTIVECOUNT: 1,
    });
    expect(entry._id).toBe(entry.jobId);
    expect(entry.createdAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(entry.subDomain).toMatch(/^sub-/);
    expect(entry.tenantId).toBeUndefined();
    const provider = await api.call("GET", `/jobs?tenantId=${subscriber.tenantId}&page_size=100`);
    expect(provider.body.total).toBe(3);
    expect(provider.body.results[0].tenantId).toBe(subscriber.tenantId);
  });

  it("filters with and binding tighter than or, spaces as plus and doubled quotes", async () => {
    const find = async (filter: string) => {
      const query = new URLSearchParams({ filter }).toString();
      const { body } = await api.call("GET", `/jobs?${query}&sort_by=name`, { as: subscriber });
      return body.results.map((job: { name: string }) => job.name);
    };
    expect(await find("contains(name, 'list')")).toEqual(["list.a", "list.b", "list.c"]);
    expect(await find("name eq 'list.a' or contains(name, '.') and name eq 'list.b'")).toEqual([
      "list.a",
      "list.b",
    ]);
    expect(await find(`tenantId eq '${subscriber.tenantId.toUpperCase()}'`)).toHaveLength(3);
    expect(await find("name eq 'list.c''d'")).toEqual([]);
    expect(await find("contains(name, '%')")).toEqual([]);
  });

  it.each([
    ["?page_size=0", "Invalid Page Size"],
    ["?page_size=101", "Invalid Page Size"],
    ["?page_size=ten", "Invalid Page Size"],
    ["?page_size=1.5", "Invalid Page Size"],
    ["?page_size=99999999999999999999", "Invalid Page Size"],
    ["?offset=-1", "Invalid Offset"],
    ["?filter=name+lt+%271%27", null],
    ["?filter=%27", null],
    ["?filter=(name+eq+%27a%27)", null],
    ["?filter=name+eq+%27a%27+and", null],
    ["?filter=owner+eq+%27a%27", null],
    ["?jobType=OTHER", null],
    ["?sort_by=password", null],
    ["?sort_order=UP", null],
    ["?page_size=1&page_size=2", null],
    ["?filter=name+eq+%27%00%27", null],
  ])("answers 400 to %s", async (query, reason) => {
    const refused = await api.call("GET", `/jobs${query}`);
    expect(refused.status).toBe(400);
    expect(refused.body.message).toMatch(/^Error while fetching list of jobs: /);
    if (reason !== null)
      expect(refused.body.message).toBe(`Error while fetching list of jobs: ${reason}`);
  });

  it("passes over empty and undefined parameters", async () => {
    const { status, body } = await api.call(
      "GET",
      "/jobs?page_size=undefined&offset=&filter=undefined",
      { as: subscriber },
    );
    expect([status, body.total]).toEqual([200, 3]);
  });

  it("refuses tenantId from a tenant", async () => {
    const refused = await api.call("GET", `/jobs?tenantId=${subscriber.tenantId}`, {
      as: subscriber,
    });
    expect(refused.status).toBe(400);
  });

  it("counts active and inactive jobs of the caller", async () => {
    expect((await api.call("GET", "/jobCount", { as: subscriber })).body).toEqual({
      active: 1,
      inactive: 2,
    });
  });
});
