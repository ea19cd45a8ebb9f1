import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SchedulerApi, startSchedulerApi } from "@/lib/testing/scheduler-api-fixture";

let api: SchedulerApi;
const job = () => ({ name: `job_${crypto.randomUUID()}`, action: "https://example.com/" });

beforeAll(async () => {
  api = await startSchedulerApi();
});
afterAll(() => api.close());

function expectError(body: Record<string, unknown>, status: number): void {
  expect(Object.keys(body).sort()).toEqual(["code", "detailedError", "message", "type"]);
  expect(body.code).toBe(status);
  expect(typeof body.message).toBe("string");
  expect(body.detailedError).toBe(body.message);
}

describe("authentication", () => {
  it.each([
    ["nothing", null, {}],
    ["a wrong password", { user: "api", password: "wrong" }, {}],
    ["a scheme of its own", null, { authorization: "Digest abc" }],
    ["a token that is none", null, { authorization: "bearer abc.def.ghi" }],
  ])("answers 401 with a challenge to %s", async (_, as, headers) => {
    const refused = await api.call("GET", "/jobs", {
      as,
      headers: headers as Record<string, string>,
    });
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toMatch(/Basic .*Bearer/);
    expectError(refused.body, 401);
  });

  it("accepts the scheme in any case", async () => {
    const basic = Buffer.from("api:api-password").toString("base64");
    const accepted = await api.call("GET", "/jobCount", {
      as: null,
      headers: { authorization: `bAsIc ${basic}` },
    });
    expect(accepted.status).toBe(200);
  });
});

describe("addresses", () => {
  it("accepts a slash at the end without a redirect", async () => {
    for (const path of ["/jobs/", "/jobs/?page_size=1", "/jobCount/", "/globalParameters/"]) {
      expect((await api.call("GET", path)).status).toBe(200);
    }
  });

  it.each(["/", "/nothing", "/jobs/1/other", "/jobs/1/schedules/a/runs/b/c"])(
    "answers 404 in its own style to %s",
    async (path) => {
      const missing = await api.call("GET", path);
      expect(missing.status).toBe(404);
      expectError(missing.body, 404);
    },
  );

  it.each([
    ["PATCH", "/jobs", "GET, POST"],
    ["DELETE", "/jobs", "GET, POST"],
    ["POST", "/jobs/1", "GET, PUT, DELETE"],
    ["GET", "/jobs/1/schedules/activationStatus", "POST"],
    ["HEAD", "/jobs", "GET, POST"],
    ["OPTIONS", "/globalParameters", "GET, PUT"],
  ])("answers 405 to %s %s", async (method, path, allow) => {
    const refused = await api.call(method, path);
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, allow]);
    expectError(refused.body, 405);
  });

  it("answers 400 to a path that is not encoded correctly", async () => {
    expect((await api.call("GET", "/jobs/%E0%A4%A")).status).toBe(400);
  });
});

describe("bodies", () => {
  it.each([
    ["POST", "/jobs"],
    ["PUT", "/jobs/1"],
    ["PUT", "/globalParameters"],
  ])("answers 413 beyond 100 KB to %s %s", async (method, path) => {
    const raw = JSON.stringify({ ...job(), description: "x".repeat(100 * 1024) });
    const refused = await api.call(method, path, { raw });
    expect(refused.status).toBe(413);
    expectError(refused.body, 413);
    expect(refused.body.message).toContain("request entity too large");
  });

  it("counts the bytes of a body of unknown length", async () => {
    const chunk = new TextEncoder().encode(" ".repeat(10_000));
    let left = 20;
    const raw = new ReadableStream<Uint8Array>({
      pull(controller) {
        left -= 1;
        if (left < 0) controller.close();
        else controller.enqueue(chunk);
      },
    });
    expect((await api.call("POST", "/jobs", { raw })).status).toBe(413);
  });

  it("accepts a body of exactly 100 KB", async () => {
    const short = JSON.stringify(job());
    const raw = short + " ".repeat(100 * 1024 - Buffer.byteLength(short));
    expect((await api.call("POST", "/jobs", { raw })).status).toBe(201);
  });

  it("answers 400 when the connection breaks in the middle", async () => {
    const raw = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"name":'));
        controller.error(new Error("cut"));
      },
    });
    expect((await api.call("POST", "/jobs", { raw })).status).toBe(400);
  });

  it.each([
    ["no content type", "{}", { "content-type": "" }],
    ["text", "{}", { "content-type": "text/plain" }],
    ["a form", "a=b", { "content-type": "application/x-www-form-urlencoded" }],
    ["compression", "{}", { "content-encoding": "gzip" }],
    ["nothing", "", {}],
    ["half a JSON", '{"name":', {}],
    ["two values", "{} {}", {}],
    ["another encoding", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), {}],
    ["great depth", `{"name":${"[".repeat(5000)}${"]".repeat(5000)}}`, {}],
    ["a number beyond all", '{"name":"a","startTime":1e999}', {}],
    ["a prototype", '{"__proto__":{"active":true},"name":"a","action":"https://example.com"}', {}],
  ])("answers 400 to %s", async (_, raw, headers) => {
    const refused = await api.call("POST", "/jobs", {
      raw,
      headers: headers as Record<string, string>,
    });
    expect(refused.status).toBe(400);
    expectError(refused.body, 400);
  });

  it("accepts a charset after the content type", async () => {
    const headers = { "content-type": "application/json; charset=utf-8" };
    expect((await api.call("POST", "/jobs", { body: job(), headers })).status).toBe(201);
  });
});

describe("GET and PUT /globalParameters", () => {
  it("shows the default, then the value that was set", async () => {
    const read = async () => (await api.call("GET", "/globalParameters")).body;
    expect(await read()).toEqual({
      config: [{ CONFIG_NAME: "ASYNC_EXEC_TIMEOUT", CONFIG_VALUE: "1800" }],
    });
    for (const value of ["600", 604800]) {
      const changed = await api.call("PUT", "/globalParameters", {
        body: { ASYNC_EXEC_TIMEOUT: value },
      });
      expect(changed.body).toEqual({ success: true });
      expect((await read()).config[0].CONFIG_VALUE).toBe(String(value));
    }
  });

  const wrong = "Incorrect ASYNC_EXEC_TIMEOUT value - ";
  it.each([
    [{ OTHER: 1 }, "Unallowed Configuration"],
    [{ ASYNC_EXEC_TIMEOUT: 1, OTHER: 1 }, "Unallowed Configuration"],
    [{ ASYNC_EXEC_TIMEOUT: "604801" }, `${wrong}maximum value for ASYNC_EXEC_TIMEOUT is 604800`],
    [
      { ASYNC_EXEC_TIMEOUT: "-604800" },
      `${wrong}value for ASYNC_EXEC_TIMEOUT must be positive (provided -604800)`,
    ],
    [
      { ASYNC_EXEC_TIMEOUT: 0 },
      `${wrong}value for ASYNC_EXEC_TIMEOUT must be positive (provided 0)`,
    ],
    [{ ASYNC_EXEC_TIMEOUT: "soon" }, `${wrong}ASYNC_EXEC_TIMEOUT must be a number`],
    [{ ASYNC_EXEC_TIMEOUT: null }, `${wrong}ASYNC_EXEC_TIMEOUT must be a number`],
    [{ ASYNC_EXEC_TIMEOUT: 1.5 }, `${wrong}ASYNC_EXEC_TIMEOUT must be a number`],
    [{}, null],
    [[], null],
  ])("answers 400 to %j", async (body, reason) => {
    const refused = await api.call("PUT", "/globalParameters", { body });
    expect(refused.status).toBe(400);
    if (reason !== null)
      expect(refused.body.message).toBe(`Error in Job Scheduler action: ${reason}`);
  });
});

describe("action logs", () => {
  it("tells who did what, newest first", async () => {
    const { body: created } = await api.call("POST", "/jobs", { body: job() });
    await api.call("PUT", `/jobs/${created._id}`, { body: { description: "new" } });
    const { body } = await api.call("GET", `/actionLogs?jobId=${created._id}`);
    expect(body.total).toBe(2);
    expect(body.results[0]).toMatchObject({
      type: "JOB",
      action: "UPDATED",
      jobId: created._id,
      scheduleId: null,
      user: "api",
      text: "The job was changed: description.",
    });
    expect(body.results[1].action).toBe("CREATED");
    expect(body.results[0].time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it("answers 400 without a job and 404 for an unknown job or schedule", async () => {
    const { body: created } = await api.call("POST", "/jobs", { body: job() });
    expect((await api.call("GET", "/actionLogs")).status).toBe(400);
    expect((await api.call("GET", "/actionLogs?jobId=999999999")).status).toBe(404);
    const unknown = `/actionLogs?jobId=${created._id}&scheduleId=${crypto.randomUUID()}`;
    expect((await api.call("GET", unknown)).status).toBe(404);
  });

  it("records every change and every refused one in the audit", async () => {
    const name = job().name;
    await api.call("POST", "/jobs", { body: { name, action: "https://example.com/" } });
    await api.call("POST", "/jobs", { body: { name, action: "https://example.com/" } });
    const { db } = await api.contextOf();
    const { rows } = await db.pool.query(
      "SELECT action, outcome, actor FROM audit_entry WHERE details ->> 'name' = $1 ORDER BY id",
      [name],
    );
    expect(rows).toEqual([
      { action: "JobCreation", outcome: "success", actor: "api" },
      { action: "JobCreation", outcome: "failure", actor: "api" },
    ]);
  });
});
