import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiLogin, type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

let api: NativeApi;

beforeAll(async () => {
  api = await startNativeApi();
});
afterAll(() => api.close());

const http = { method: "POST", url: "https://example.com/work" };

async function define(name: string, as?: ApiLogin) {
  const answer = await api.call("PUT", `/definitions/${name}`, {
    body: { kind: "http", http },
    ...(as ? { as } : {}),
  });
  expect([200, 201]).toContain(answer.status);
}

describe("definitions", () => {
  it("creates, replaces, shows, lists and deletes a definition, never showing its password", async () => {
    const body = {
      kind: "http",
      description: "First",
      priority: 70,
      http: {
        ...http,
        headers: { "x-a": "1" },
        user: "u",
        password: "secret",
        timeoutSeconds: 20,
        asynchronousSeconds: 60,
      },
    };
    const created = await api.call("PUT", "/definitions/Daily%20Report", { body });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      name: "Daily Report",
      jobName: "DAILY_REPORT",
      priority: 70,
      http: { user: "u", hasPassword: true, synchronousSeconds: 20, asynchronousSeconds: 60 },
    });
    expect(created.text).not.toContain("secret");
    const replaced = await api.call("PUT", "/definitions/Daily%20Report", {
      body: { kind: "http", http },
    });
    expect([replaced.status, replaced.body.description, replaced.body.http.hasPassword]).toEqual([
      200,
      "",
      false,
    ]);
    expect((await api.call("GET", "/definitions/Daily%20Report")).body.id).toBe(created.body.id);
    const list = await api.call("GET", "/definitions?name=daily&limit=5");
    expect(list.body).toMatchObject({ items: [{ name: "Daily Report" }], nextCursor: null });
    expect((await api.call("DELETE", "/definitions/Daily%20Report")).status).toBe(204);
    expect((await api.call("GET", "/definitions/Daily%20Report")).status).toBe(404);
  });

  const url = (text: string) => ({ kind: "http", http: { ...http, url: text } });
  it.each([
    ["an unknown property", { kind: "http", http, retries: 1 }, "retries"],
    [
      "an unknown property of the endpoint",
      { kind: "http", http: { ...http, retries: 1 } },
      "http.retries",
    ],
    ["another kind", { kind: "command", command: {} }, "kind"],
    ["no kind", { http }, "kind"],
    ["no endpoint", { kind: "http" }, "http"],
    ["no url", { kind: "http", http: { method: "GET" } }, "http.url"],
    ["a relative url", url("/work"), "http.url"],
    ["a url of another scheme", url("file:///etc/passwd"), "http.url"],
    ["a url with a control character", url("https://example.com/\u0001"), "http.url"],
    ["an unknown method", { kind: "http", http: { ...http, method: "BREW" } }, "http.method"],
    [
      "a header with a line break",
      { kind: "http", http: { ...http, headers: { a: "b\r\nc: d" } } },
      "http.headers",
    ],
    ["a priority beyond the range", { kind: "http", http, priority: 1e300 }, "priority"],
    ["a priority as text", { kind: "http", http, priority: "5" }, "priority"],
    ["a queue without a name", { kind: "http", http, queue: "" }, "queue"],
    ["a flag as a number", { kind: "http", http, hold: 1 }, "hold"],
    [
      "a description that is too long",
      { kind: "http", http, description: "x".repeat(5000) },
      "description",
    ],
    [
      "a description with a control character",
      { kind: "http", http, description: "a\u0007" },
      "description",
    ],
    ["a retention below a day", { kind: "http", http, retentionDays: 0 }, "retentionDays"],
    [
      "both names of one timeout",
      { kind: "http", http: { ...http, timeoutSeconds: 5, synchronousSeconds: 5 } },
      "http.timeoutSeconds",
    ],
    [
      "an asynchronous timeout over seven days",
      { kind: "http", http: { ...http, asynchronousSeconds: 604_801 } },
      "http.asynchronousSeconds",
    ],
  ])("refuses %s with its path", async (_case, body, field) => {
    const answer = await api.call("PUT", "/definitions/bad", { body });
    expect([answer.status, answer.body.error.code, answer.body.error.field]).toEqual([
      400,
      "invalid",
      field,
    ]);
    expect((await api.call("GET", "/definitions/bad")).status).toBe(404);
  });

  it.each(["%00", "a%0Ab", "x".repeat(256), "..", "%E0%A4%A", "12345", "a/b"])(
    "refuses the name %s",
    async (name) => {
      const answer = await api.call("PUT", `/definitions/${name}`, {
        body: { kind: "http", http },
      });
      expect([400, 404, 405]).toContain(answer.status);
    },
  );
});

describe("runs", () => {
  beforeAll(() => define("runs"));

  it("submits a run and shows it with its vocabularies, transitions and what may be done to it", async () => {
    const startAt = "2099-11-20T02:00:00.000Z";
    const created = await api.call("POST", "/runs", {
      body: { definition: "runs", parameters: { a: "ä" }, startAt },
    });
    expect(created.status).toBe(201);
    expect(created.headers.get("location")).toBe(`/api/v1/runs/${created.body.id}`);
    expect(created.body).toMatchObject({
      role: "job",
      definition: "runs",
      kind: "http",
      jobName: "RUNS",
      state: "Scheduled",
      stage: "pre-running",
      explanation: "Starts at 2099-11-20 02:00:00 UTC",
      parameters: { a: "ä" },
      progress: null,
      vocabularies: {
        backgroundJob: "S",
        schedulingApi: { runStatus: "SCHEDULED", runState: "SCHEDULED" },
      },
      actions: ["hold", "cancel", "edit"],
    });
    const { body } = await api.call("GET", `/runs/${created.body.id}`);
    expect(body).toEqual(created.body);
    const timeline = await api.call("GET", `/runs/${created.body.id}/transitions`);
    expect(
      timeline.body.items.map((item: { from: string; to: string }) => [item.from, item.to]),
    ).toEqual([
      [null, "New"],
      ["New", "Scheduled"],
    ]);
  });

  it.each([
    ["no definition", {}, "definition"],
    ["an unknown definition", { definition: "nowhere" }, "definition"],
    ["a definition that is no text", { definition: 5 }, "definition"],
    ["an unknown property", { definition: "runs", when: "now" }, "when"],
    ["parameters that are a list", { definition: "runs", parameters: [] }, "parameters"],
    ["parameters with NUL", { definition: "runs", parameters: { a: "\u0000" } }, "parameters.a"],
    [
      "parameters that are too deep",
      { definition: "runs", parameters: JSON.parse(`${'{"a":'.repeat(40)}1${"}".repeat(40)}`) },
      undefined,
    ],
    [
      "parameters that are too large",
      { definition: "runs", parameters: { a: "x".repeat(100_001) } },
      "parameters",
    ],
    ["a start that is no instant", { definition: "runs", startAt: "tomorrow" }, "startAt"],
    ["a start in the year 0", { definition: "runs", startAt: "0000-01-01T00:00:00Z" }, "startAt"],
    [
      "a start in the year 10000",
      { definition: "runs", startAt: "+010000-01-01T00:00:00Z" },
      "startAt",
    ],
    [
      "a day that does not exist",
      { definition: "runs", startAt: "2026-02-30T00:00:00Z" },
      "startAt",
    ],
    ["a hold that is no flag", { definition: "runs", hold: "yes" }, "hold"],
    ["a priority beyond the range", { definition: "runs", priority: 101 }, "priority"],
    ["a priority that is no whole number", { definition: "runs", priority: 1.5 }, "priority"],
    ["a queue without a name", { definition: "runs", queue: "" }, "queue"],
  ])("refuses %s", async (_case, body, field) => {
    const before = (await api.call("GET", "/runs/count")).body.count;
    const answer = await api.call("POST", "/runs", { body });
    expect([answer.status, answer.body.error.code]).toEqual([400, "invalid"]);
    if (field) expect(answer.body.error.field).toBe(field);
    expect((await api.call("GET", "/runs/count")).body.count).toBe(before);
  });

  const broken: [string, Parameters<NativeApi["call"]>[2] & { query?: string }][] = [
    ["no body", {}],
    ["a body that is no JSON", { raw: "{" }],
    ["a body that is not UTF-8", { raw: new Uint8Array([0x22, 0xff, 0x22]) }],
    [
      "another content type",
      { raw: '{"definition":"runs"}', headers: { "content-type": "text/plain" } },
    ],
    ["a compressed body", { raw: "{}", headers: { "content-encoding": "gzip" } }],
    ["a list", { body: [] }],
    ["a text", { body: "runs" }],
    ["null", { body: null }],
    ["a query nobody knows", { body: { definition: "runs" }, query: "?dry=1" }],
  ];
  it.each(broken)("refuses %s", async (_case, { query = "", ...call }) => {
    expect((await api.call("POST", `/runs${query}`, call)).status).toBe(400);
  });

  it("refuses a body over the limit, whatever it says of its length", async () => {
    const raw = JSON.stringify({ definition: "runs", parameters: { a: "x".repeat(300_000) } });
    const stream = new Blob([raw]).stream();
    const answer = await api.call("POST", "/runs", { raw: stream as unknown as BodyInit });
    expect([answer.status, answer.body.error.code]).toEqual([413, "too_large"]);
  });

  it("submits many runs in order, all or none", async () => {
    const startAt = "2099-01-01T00:00:00Z";
    const runs = Array.from({ length: 1000 }, (_, index) => ({
      definition: "runs",
      startAt,
      parameters: { index },
    }));
    const { status, body } = await api.call("POST", "/runs/bulk", { body: { runs } });
    expect([status, body.ids.length]).toEqual([201, 1000]);
    expect([...body.ids].sort()).toEqual(body.ids);
    expect((await api.call("GET", `/runs/${body.ids[7]}`)).body.parameters).toEqual({ index: 7 });
    const before = (await api.call("GET", "/runs/count")).body.count;
    const wrong = runs.map((run, index) => (index === 3 ? { ...run, priority: 0 } : run));
    const refused = await api.call("POST", "/runs/bulk", { body: { runs: wrong } });
    expect([refused.status, refused.body.error.field]).toEqual([400, "runs.3.priority"]);
    const unknown = runs.map((run, index) => (index === 9 ? { ...run, definition: "gone" } : run));
    const missing = await api.call("POST", "/runs/bulk", { body: { runs: unknown } });
    expect([missing.status, missing.body.error.field]).toEqual([400, "runs.9.definition"]);
    expect(
      (await api.call("POST", "/runs/bulk", { body: { runs: [...runs, ...runs] } })).status,
    ).toBe(400);
    expect((await api.call("POST", "/runs/bulk", { body: { runs: [] } })).status).toBe(400);
    expect((await api.call("GET", "/runs/count")).body.count).toBe(before);
  });

  it("holds, releases, cancels, restarts and deletes, and says why not with the state", async () => {
    await define("acts");
    const { body: run } = await api.call("POST", "/runs", {
      body: { definition: "acts", startAt: "2099-01-01T00:00:00Z" },
    });
    const act = (action: string, body?: unknown) =>
      api.call("POST", `/runs/${run.id}/${action}`, body === undefined ? {} : { body });
    expect((await act("hold", { message: "Wait for the auditor" })).body).toMatchObject({
      state: "Held",
      explanation: "Held: Wait for the auditor; waits for a release",
    });
    expect((await act("release")).body.state).toBe("Scheduled");
    const early = await act("kill");
    expect([early.status, early.body.error.code, early.body.error.details]).toEqual([
      409,
      "conflict",
      { state: "Scheduled" },
    ]);
    expect((await act("restart")).status).toBe(409);
    expect((await act("delete")).status).toBe(409);
    expect((await act("reply", { message: "x" })).status).toBe(409);
    expect((await act("explode")).status).toBe(404);
    expect((await act("cancel")).body).toMatchObject({ state: "Canceled", stage: "final" });
    expect((await act("cancel")).status).toBe(409);
    expect((await act("restart", { mode: "failed" })).status).toBe(400);
    const restarted = await act("restart", { mode: "all" });
    expect([restarted.status, restarted.body.restartOf]).toEqual([201, run.id]);
    expect((await act("delete")).status).toBe(204);
    expect((await api.call("GET", `/runs/${run.id}`)).status).toBe(404);
    expect((await act("hold", { wrong: 1 })).body.error.field).toBe("wrong");
  });

  it("does the same to many runs, each by itself", async () => {
    const runs = [1, 2].map(() => ({ definition: "runs", startAt: "2099-01-01T00:00:00Z" }));
    const [first, second] = (await api.call("POST", "/runs/bulk", { body: { runs } })).body.ids;
    await api.call("POST", `/runs/${second}/cancel`);
    const stranger = "01890000-0000-7000-8000-000000000000";
    const bulk = (action: string, runIds: string[]) =>
      api.call("POST", "/runs/actions", { body: { action, runIds } });
    const held = await bulk("hold", [first, second, stranger]);
    expect(held.body).toMatchObject({
      changed: [first],
      refused: [
        { id: second, state: "Canceled" },
        { id: stranger, state: null },
      ],
    });
    const deleted = await bulk("delete", [first, second]);
    expect(deleted.body).toMatchObject({
      changed: [second],
      refused: [{ id: first, state: "Held" }],
    });
    expect((await bulk("hold", [])).status).toBe(400);
    expect((await bulk("reply", [first])).status).toBe(400);
    expect((await bulk("hold", ["1; DROP TABLE run"])).body.error.field).toBe("runIds.0");
  });

  it.each([
    "/runs?state=Nowhere",
    "/runs?limit=0",
    "/runs?limit=501",
    "/runs?limit=1e3",
    "/runs?cursor=abc",
    "/runs?cursor=",
    "/runs?from=someday",
    "/runs?from=0000-01-01T00:00:00Z",
    "/runs?parent=1",
    "/runs?unknown=1",
    "/runs?limit=1&limit=2",
    "/runs?count=all",
    "/runs?definition=%00",
    "/runs/count?state=",
    "/runs/count?limit=5",
  ])("refuses %s", async (path) => {
    const answer = await api.call("GET", path);
    expect([answer.status, answer.body.error.code]).toEqual([400, "invalid"]);
  });

  it("answers 404 for runs and addresses there are not, and 405 with what is allowed", async () => {
    for (const id of ["1", "01890000-0000-7000-8000-000000000000", "%27%20OR%201=1"]) {
      for (const part of ["", "/transitions", "/log"])
        expect((await api.call("GET", `/runs/${id}${part}`)).status).toBe(404);
    }
    const unknown = await api.call("GET", "/nothing/here");
    expect([unknown.status, unknown.body.error.code]).toEqual([404, "not_found"]);
    const wrong = await api.call("PATCH", "/runs");
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });
});

describe("access", () => {
  it("asks for credentials, and a browser's page without a password prompt", async () => {
    const stranger = await api.call("GET", "/runs", { as: null });
    expect([stranger.status, stranger.body.error.code]).toEqual([401, "unauthenticated"]);
    expect(stranger.headers.get("www-authenticate")).toContain("Basic");
    const page = await api.call("GET", "/runs", {
      as: null,
      headers: { "sec-fetch-site": "same-origin" },
    });
    expect(page.headers.has("www-authenticate")).toBe(false);
  });

  it("keeps tenants apart and lets the provider see all", async () => {
    const [one, other] = [await api.createSubscriber(), await api.createSubscriber()];
    await define("mine", one);
    const { body: run } = await api.call("POST", "/runs", {
      as: one,
      body: { definition: "mine", hold: true },
    });
    const { body: schedule } = await api.call("POST", "/schedules", {
      as: one,
      body: { definition: "mine", repeatInterval: "1 hour" },
    });
    expect((await api.call("GET", "/runs", { as: one })).body.items).toHaveLength(1);
    expect((await api.call("GET", `/runs/${run.id}`)).status).toBe(200);
    expect((await api.call("GET", "/runs", { as: other })).body.items).toEqual([]);
    expect((await api.call("GET", "/runs/count", { as: other })).body.count).toBe(0);
    for (const path of [
      `/runs/${run.id}`,
      `/runs/${run.id}/log`,
      `/runs/${run.id}/transitions`,
      `/schedules/${schedule.id}`,
      "/definitions/mine",
    ]) {
      expect((await api.call("GET", path, { as: other })).status).toBe(404);
    }
    expect((await api.call("POST", `/runs/${run.id}/release`, { as: other })).status).toBe(404);
    expect((await api.call("DELETE", `/runs/${run.id}`, { as: other })).status).toBe(404);
    expect(
      (await api.call("POST", "/runs", { as: other, body: { definition: "mine" } })).status,
    ).toBe(400);
  });

  it("lets the provider change what it addresses by name in its own tenant only", async () => {
    const one = await api.createSubscriber();
    await define("theirs", one);
    expect((await api.call("DELETE", "/definitions/theirs")).status).toBe(404);
    const schedule = { definition: "theirs", repeatInterval: "1 hour" };
    expect((await api.call("POST", "/schedules", { body: schedule })).status).toBe(404);
    const bulk = await api.call("POST", "/schedules/bulk", { body: { schedules: [schedule] } });
    expect(bulk.status).toBe(400);
    expect((await api.call("POST", "/runs", { body: { definition: "theirs" } })).status).toBe(400);
    expect((await api.call("GET", "/definitions/theirs", { as: one })).status).toBe(200);
  });

  it("refuses what a credential's scopes do not hold", async () => {
    const reader = await api.createSubscriber(["jobs.read"]);
    expect((await api.call("GET", "/runs", { as: reader })).status).toBe(200);
    for (const [method, path, body] of [
      ["PUT", "/definitions/x", { kind: "http", http }],
      ["POST", "/runs", { definition: "x" }],
      ["POST", "/engine/tick", undefined],
    ] as const) {
      const answer = await api.call(method, path, { as: reader, ...(body ? { body } : {}) });
      expect([answer.status, answer.body.error.code]).toEqual([403, "forbidden"]);
    }
  });
});

describe("schedules", () => {
  beforeAll(() => define("plan"));

  it("creates, shows, changes, switches, runs and deletes a schedule", async () => {
    const body = {
      definition: "plan",
      name: "nightly",
      cron: "* * * * 2 0 0",
      parameters: { a: 1 },
    };
    const created = await api.call("POST", "/schedules", { body });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      definition: "plan",
      mode: "cron",
      cron: body.cron,
      active: true,
      type: "recurring",
    });
    const path = `/schedules/${created.body.id}`;
    const changed = await api.call("PUT", path, {
      body: { definition: "plan", cron: "* * * * 3 0 0", active: false },
    });
    expect(changed.body).toMatchObject({
      cron: "* * * * 3 0 0",
      active: false,
      nextRunAt: null,
      name: "nightly",
    });
    expect((await api.call("POST", `${path}/activate`)).body.active).toBe(true);
    expect((await api.call("POST", `${path}/deactivate`)).body.active).toBe(false);
    const run = await api.call("POST", `${path}/run`);
    expect([run.status, run.body.schedule, run.body.parameters]).toEqual([
      201,
      created.body.id,
      { a: 1 },
    ]);
    expect(
      (await api.call("GET", "/schedules?definition=plan&active=false")).body.items,
    ).toHaveLength(1);
    expect((await api.call("DELETE", path)).status).toBe(204);
    expect((await api.call("GET", path)).status).toBe(404);
  });

  it("creates many schedules of several definitions, all or none, with the place of what is wrong", async () => {
    await define("plan2");
    const schedules = Array.from({ length: 10 }, (_, index) => ({
      definition: index % 2 ? "plan" : "plan2",
      name: `s${index}`,
      repeatInterval: "1 hour",
    }));
    const { body, status } = await api.call("POST", "/schedules/bulk", { body: { schedules } });
    expect(status).toBe(201);
    const fifth = await api.call("GET", `/schedules/${body.ids[5]}`);
    expect([fifth.body.name, fifth.body.definition]).toEqual(["s5", "plan"]);
    const wrong = schedules.map((schedule, index) =>
      index === 7 ? { ...schedule, repeatInterval: "sometimes" } : schedule,
    );
    const refused = await api.call("POST", "/schedules/bulk", { body: { schedules: wrong } });
    expect([refused.status, refused.body.error.field]).toEqual([400, "schedules.7.repeatInterval"]);
    const lost = schedules.map((schedule, index) =>
      index === 4 ? { ...schedule, definition: "gone" } : schedule,
    );
    const unknown = await api.call("POST", "/schedules/bulk", { body: { schedules: lost } });
    expect([unknown.status, unknown.body.error.field]).toEqual([400, "schedules.4.definition"]);
    expect(
      (await api.call("GET", "/schedules?definition=plan2&limit=500")).body.items,
    ).toHaveLength(5);
  });

  it.each([
    ["no mode", {}, undefined],
    ["two modes", { cron: "* * * * 1 0 0", time: "now" }, undefined],
    ["six cron fields", { cron: "* * * 1 0 0" }, "cron"],
    ["a time nobody understands", { time: "when pigs fly" }, "time"],
    ["an unknown property", { repeatInterval: "1 hour", data: {} }, "data"],
    ["an unknown zone", { repeatInterval: "1 hour", timeZone: "Mars/Olympus" }, "timeZone"],
    [
      "an end before the start",
      { repeatInterval: "1 hour", startTime: "2027-01-02", endTime: "2027-01-01" },
      "endTime",
    ],
    ["a date object with a number", { time: { date: 5 } }, "time"],
    ["parameters that are a list", { repeatInterval: "1 hour", parameters: [1] }, "parameters"],
    ["an active that is no flag", { repeatInterval: "1 hour", active: "true" }, "active"],
    ["a name that is too long", { repeatInterval: "1 hour", name: "x".repeat(256) }, "name"],
  ])("refuses %s", async (_case, input, field) => {
    const answer = await api.call("POST", "/schedules", { body: { definition: "plan", ...input } });
    expect([answer.status, answer.body.error.code]).toEqual([400, "invalid"]);
    if (field) expect(answer.body.error.field).toBe(field);
  });

  it("previews a schedule", async () => {
    const body = { cron: "* * * * 2 30 0", from: "2026-11-20T00:00:00Z", count: 2 };
    const preview = await api.call("POST", "/schedule-preview", { body });
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({
      type: "recurring",
      next: ["2026-11-20T02:30:00.000Z", "2026-11-21T02:30:00.000Z"],
    });
    expect(Object.keys(preview.body).sort()).toEqual(["next", "text", "type", "warnings"]);
    for (const [wrong, field] of [
      [{ cron: "* * *" }, "cron"],
      [{ cron: 5 }, "cron"],
      [{}, "cron"],
      [{ time: "now", cron: "* * * * 1 1 1" }, "time"],
      [{ time: "now", count: 101 }, "count"],
      [{ time: "now", count: "5" }, "count"],
      [{ time: "now", from: "soon" }, "from"],
      [{ time: "now", extra: 1 }, "extra"],
      [{ repeatInterval: "1 hour", endTime: "never" }, "endTime"],
    ] as const) {
      const answer = await api.call("POST", "/schedule-preview", { body: wrong });
      expect([answer.status, answer.body.error.field]).toEqual([400, field]);
    }
  });
});
