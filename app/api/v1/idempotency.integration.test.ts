import { afterAll, beforeAll, expect, it } from "vitest";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

let api: NativeApi;

beforeAll(async () => {
  api = await startNativeApi();
  const http = { url: "https://example.com/" };
  await api.call("PUT", "/definitions/once", { body: { kind: "http", http } });
});
afterAll(() => api.close());

const run = { definition: "once", startAt: "2099-01-01T00:00:00Z" };
const countRuns = async () => (await api.call("GET", "/runs/count")).body.count as number;
const withKey = (key: string) => ({ headers: { "idempotency-key": key } });

it("does the work of one key once and gives the same answer again", async () => {
  const before = await countRuns();
  const first = await api.call("POST", "/runs", { body: run, ...withKey("a") });
  const again = await api.call("POST", "/runs", { body: run, ...withKey("a") });
  expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
  expect(again.headers.get("location")).toBe(first.headers.get("location"));
  expect([
    first.headers.get("idempotency-replayed"),
    again.headers.get("idempotency-replayed"),
  ]).toEqual([null, "true"]);
  expect(await countRuns()).toBe(before + 1);
  expect((await api.call("GET", `/runs/${first.body.id}`)).status).toBe(200);
});

it("lets one of many equal requests at the same time do the work; the others wait for its answer", async () => {
  const before = await countRuns();
  const runs = Array.from({ length: 50 }, () => run);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      api.call("POST", "/runs/bulk", { body: { runs }, ...withKey("race") }),
    ),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 201));
  expect(await countRuns()).toBe(before + 50);
});

it("refuses a key that was used for another request or another address", async () => {
  await api.call("POST", "/runs", { body: run, ...withKey("b") });
  const other = await api.call("POST", "/runs", { body: { ...run, priority: 1 }, ...withKey("b") });
  expect([other.status, other.body.error.field]).toEqual([409, "Idempotency-Key"]);
  const elsewhere = await api.call("POST", "/runs/bulk", {
    body: { runs: [run] },
    ...withKey("b"),
  });
  expect(elsewhere.status).toBe(409);
});

it("leaves the key free and nothing stored when the request is refused, but keeps the audit of it", async () => {
  const before = await countRuns();
  const refused = await api.call("POST", "/schedules", {
    body: { definition: "gone", repeatInterval: "1 day" },
    ...withKey("c"),
  });
  expect(refused.status).toBe(404);
  const { pool } = (await api.contextOf()).db;
  const audit = await pool.query("SELECT outcome FROM audit_entry WHERE object_type = 'schedule'");
  expect(audit.rows).toEqual([{ outcome: "failure" }]);
  const unknown = await api.call("POST", "/runs", {
    body: { definition: "gone" },
    ...withKey("c"),
  });
  expect(unknown.status).toBe(400);
  const corrected = await api.call("POST", "/runs", { body: run, ...withKey("c") });
  expect(corrected.status).toBe(201);
  expect(await countRuns()).toBe(before + 1);
});

it("stores key, answer and work together: what services write in transactions of their own counts too", async () => {
  const schedules = [1, 2, 3].map((hours) => ({
    definition: "once",
    repeatInterval: `${hours} hours`,
  }));
  const first = await api.call("POST", "/schedules/bulk", { body: { schedules }, ...withKey("d") });
  const again = await api.call("POST", "/schedules/bulk", { body: { schedules }, ...withKey("d") });
  expect([first.status, again.body]).toEqual([201, first.body]);
  expect((await api.call("GET", "/schedules?definition=once")).body.items).toHaveLength(3);
  const wrong = [...schedules, { definition: "once", repeatInterval: "often" }];
  const refused = await api.call("POST", "/schedules/bulk", {
    body: { schedules: wrong },
    ...withKey("e"),
  });
  expect(refused.body.error.field).toBe("schedules.3.repeatInterval");
  expect((await api.call("GET", "/schedules?definition=once")).body.items).toHaveLength(3);
});

it("covers what is done to a run", async () => {
  const { body } = await api.call("POST", "/runs", { body: run });
  await api.call("POST", `/runs/${body.id}/cancel`);
  const restart = () => api.call("POST", `/runs/${body.id}/restart`, withKey("f"));
  const [first, again] = [await restart(), await restart()];
  expect([first.status, again.body.id]).toEqual([201, first.body.id]);
});

it("keeps the keys of callers apart", async () => {
  const [one, other] = [await api.createSubscriber(), await api.createSubscriber()];
  for (const as of [one, other]) {
    const body = { kind: "http", http: { url: "https://example.com/" } };
    await api.call("PUT", "/definitions/once", { as, body });
  }
  const first = await api.call("POST", "/runs", { body: run, as: one, ...withKey("same") });
  const second = await api.call("POST", "/runs", { body: run, as: other, ...withKey("same") });
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.id).not.toBe(first.body.id);
});

it.each(["", "x".repeat(256), "ä"])("refuses the key %j", async (key) => {
  const answer = await api.call("POST", "/runs", { body: run, ...withKey(key) });
  expect([answer.status, answer.body.error.field]).toEqual([400, "Idempotency-Key"]);
});
