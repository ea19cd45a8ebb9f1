import { afterAll, beforeAll, expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/domain/access/access";
import { deleteTenant } from "@/lib/services/tenants/delete-tenant";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

let api: NativeApi;

beforeAll(async () => {
  api = await startNativeApi();
});
afterAll(() => api.close());

const SECRET = "a-secret-of-the-receiver";
const webhook = { kind: "webhook", url: "http://127.0.0.1:9/", secret: SECRET };

it("makes a channel and a rule, says what the rule does, and never shows the secret", async () => {
  const channel = await api.call("PUT", "/alerts/channels/ops", { body: webhook });
  expect(channel.status).toBe(201);
  expect(channel.body).toMatchObject({ name: "ops", url: webhook.url, hasSecret: true });
  const kept = await api.call("PUT", "/alerts/channels/ops", {
    body: { kind: "webhook", url: webhook.url },
  });
  expect(kept.body).toMatchObject({ hasSecret: true });
  const rule = await api.call("PUT", "/alerts/rules/NIGHT", {
    body: {
      ...{ events: ["RUN_FAILED", "RUN_CANCELED"], scope: { jobName: "NIGHT_*" } },
      channels: ["ops"],
    },
  });
  expect(rule.status).toBe(201);
  expect(rule.body.sentence).toBe(
    "When a run of NIGHT_* fails or is cancelled, tell ops, at most once an hour.",
  );
  const again = await api.call("PUT", "/alerts/rules/NIGHT", { body: rule.body });
  expect(again.status).toBe(400);
  const lists = ["/alerts/channels", "/alerts/rules", "/alerts/deliveries", "/alerts/open"];
  for (const list of lists) {
    const answer = await api.call("GET", list);
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(SECRET);
  }
  const { db } = await api.contextOf();
  const audit = await db.pool.query("SELECT details::text FROM audit_entry");
  expect(JSON.stringify(audit.rows)).not.toContain(SECRET);
  const stored = await db.pool.query("SELECT secret FROM alert_channel");
  expect(JSON.stringify(stored.rows)).not.toContain(SECRET);
});

it.each([
  [
    "without the figure its event needs",
    { events: ["START_DELAY"] },
    "thresholds.startDelayMinutes",
  ],
  ["with an unknown channel", { events: ["RUN_FAILED"], channels: ["none"] }, "channels"],
  ["with nothing to recover from", { events: ["RECOVERED"] }, "events"],
  ["with an unknown place", { events: ["RUN_FAILED"], dedupeKey: "{secret}" }, "dedupeKey"],
  [
    "with a pattern that refers back",
    { events: ["LOG_MATCH"], thresholds: { logPattern: "(a)\\1" } },
    "thresholds.logPattern",
  ],
])("refuses a rule %s", async (_, body, field) => {
  const answer = await api.call("PUT", "/alerts/rules/WRONG", { body });
  expect([answer.status, answer.body.error.field]).toEqual([400, field]);
});

it("keeps a channel while a rule tells it", async () => {
  await api.call("PUT", "/alerts/channels/used", { body: { kind: "email", to: ["a@test.de"] } });
  const body = { events: ["RUN_FAILED"], channels: ["used"] };
  await api.call("PUT", "/alerts/rules/USING", { body });
  const refused = await api.call("DELETE", "/alerts/channels/used");
  expect([refused.status, refused.body.error.details]).toEqual([409, { rules: ["USING"] }]);
  expect((await api.call("DELETE", "/alerts/rules/USING")).status).toBe(204);
  expect((await api.call("DELETE", "/alerts/channels/used")).status).toBe(204);
});

it("sends a test under the egress rules, answers what came of it and keeps it among the messages", async () => {
  await api.call("PUT", "/alerts/channels/inside", { body: webhook });
  const test = await api.call("POST", "/alerts/channels/inside/test");
  expect(test.body).toMatchObject({ ok: false, statusCode: null });
  expect(test.body.answer).toContain("not allowed");
  const sent = await api.call("GET", "/alerts/deliveries?channel=inside");
  expect(sent.body.items).toMatchObject([{ event: "TEST", state: "failed", attempts: 1 }]);
  const [{ id }] = sent.body.items;
  const retried = await api.call("POST", `/alerts/deliveries/${id}/retry`);
  expect(retried.body).toMatchObject({ state: "pending", attempts: 0 });
  const twice = await api.call("POST", `/alerts/deliveries/${id}/retry`);
  expect(twice.status).toBe(409);
});

it("pauses a rule and has it go on", async () => {
  await api.call("PUT", "/alerts/rules/PAUSED", { body: { events: ["RUN_FAILED"] } });
  const paused = await api.call("POST", "/alerts/rules/PAUSED/pause");
  expect(paused.body).toMatchObject({ active: false });
  const resumed = await api.call("POST", "/alerts/rules/PAUSED/resume");
  expect(resumed.body).toMatchObject({ active: true });
  expect((await api.call("POST", "/alerts/rules/PAUSED/stop")).status).toBe(404);
});

it("keeps tenants apart, and configuration to those who may write", async () => {
  const other = await api.createSubscriber();
  expect((await api.call("GET", "/alerts/rules", { as: other })).body.items).toEqual([]);
  const missing = await api.call("POST", "/alerts/channels/ops/test", { as: other });
  expect(missing.status).toBe(404);
  const reader = await api.createSubscriber(["jobs.read", "runs.operate"]);
  const body = { events: ["RUN_FAILED"] };
  const refused = await api.call("PUT", "/alerts/rules/MINE", { body, as: reader });
  expect(refused.status).toBe(403);
});

it("goes with its tenant", async () => {
  const { tenantId, ...login } = await api.createSubscriber();
  await api.call("PUT", "/alerts/channels/theirs", { body: webhook, as: login });
  const body = { events: ["RUN_FAILED"], channels: ["theirs"] };
  await api.call("PUT", "/alerts/rules/THEIRS", { body, as: login });
  const ctx = await api.contextOf();
  const administrator = { kind: "system", name: "test", permissions: PERMISSIONS } as const;
  await deleteTenant({ ...ctx, actor: administrator }, { id: tenantId });
  for (const table of ["alert_channel", "alert_rule"]) {
    const left = await ctx.db.pool.query(`SELECT FROM ${table} WHERE tenant_id = $1`, [tenantId]);
    expect(left.rowCount).toBe(0);
  }
});
