import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type AlertChannel, channelSecretContext } from "@/lib/domain/alert/alert-channel";
import type { AlertMessage } from "@/lib/domain/alert/alert-message";
import type { SendAlert } from "@/lib/domain/alert/alert-outlet";
import { parseEgressAllow } from "@/lib/domain/http/egress-rules";
import { createEgressAgent, systemResolver } from "@/lib/platform/egress";
import { createMailer } from "@/lib/platform/mail";
import { createSecretBox } from "@/lib/platform/secrets";
import { type Endpoint, httpEndpoint } from "@/lib/testing/endpoints";
import { fakeClock } from "@/lib/testing/fake-clock";
import { type SmtpServer, startSmtpServer } from "@/lib/testing/smtp-server";
import { createAlertSender } from "./alert-sender";

interface Received {
  headers: Record<string, unknown>;
  body: string;
}

const SECRET = "a-secret-of-the-receiver";
const ID = "019cae6b-69e8-7000-83aa-c7e919fa4ab5";
const AT = "2026-03-02T12:00:00.000Z";
const secrets = createSecretBox("a-secret-key-for-tests-with-enough-length");
const message: AlertMessage = {
  ...{ event: "RUN_FAILED", rule: "FAILURES", alert: ID, message: "NIGHT <1> 021405AB failed" },
  ...{ count: 2, firstAt: AT, at: AT, definition: "night", jobName: "NIGHT", queue: "Default" },
  run: {
    ...{ id: ID, number: "021405AB", state: "Error", reason: null, plannedAt: AT, startedAt: AT },
    ...{ endedAt: AT, delaySeconds: 0, durationSeconds: 3725, log: ["a < b", "end"] },
  },
};

let endpoint: Endpoint;
let smtp: SmtpServer;
let received: Received[];
let answer: { status: number; text: string; location?: string };

beforeEach(async () => {
  received = [];
  answer = { status: 200, text: "taken" };
  smtp = await startSmtpServer();
  endpoint = await httpEndpoint(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    const { status, text, location } = answer;
    response.writeHead(status, location === undefined ? {} : { location }).end(text);
  });
});
afterEach(() => Promise.all([endpoint.close(), smtp.close()]));

function sender(allowed = "127.0.0.0/8"): SendAlert {
  const parsed = parseEgressAllow(allowed);
  if (!parsed.ok) throw new Error(parsed.reason);
  return createAlertSender({
    agent: createEgressAgent({
      allow: parsed.allow,
      ...{ connectionsPerOrigin: 2, connectTimeoutMs: 5000, resolve: systemResolver() },
    }),
    mailer: createMailer({ url: `smtp://127.0.0.1:${smtp.port}`, from: "Signal <box@test.de>" }),
    ...{ secrets, clock: fakeClock(AT), publicUrl: "https://jobs.test" },
  });
}

function channel(columns: Partial<AlertChannel>): AlertChannel {
  const key = { tenantId: ID, name: "ops" };
  const { secret = null } = columns;
  return {
    ...{ ...key, description: "", kind: "webhook", active: true, usedByJobs: false },
    ...{ settings: { to: [], url: endpoint.url }, updatedAt: new Date(AT) },
    ...columns,
    secret: secret === null ? null : secrets.seal(secret, channelSecretContext(key)),
  };
}

it("signs what a webhook is sent, over its time and its body", async () => {
  const result = await sender()(channel({ secret: SECRET }), { id: ID, message });
  expect(result).toEqual({ ok: true, statusCode: 200, answer: "taken" });
  const [{ headers, body } = { headers: {}, body: "" }] = received;
  const timestamp = String(Date.parse(AT) / 1000);
  const hmac = createHmac("sha256", SECRET).update(`${timestamp}.${body}`).digest("hex");
  expect(headers).toMatchObject({
    "stellwerk-delivery": ID,
    "stellwerk-timestamp": timestamp,
    "stellwerk-signature": `v1=${hmac}`,
  });
  expect(JSON.parse(body)).toEqual({ ...message, link: `https://jobs.test/runs/${ID}` });
});

it("sends what takes Slack's messages one text, in which nothing of the message means anything", async () => {
  const slack = channel({ kind: "slack", secret: endpoint.url, settings: { to: [], url: null } });
  expect(await sender()(slack, { id: ID, message })).toMatchObject({ ok: true });
  const { text } = JSON.parse(received[0]?.body ?? "") as { text: string };
  expect(text).toContain("*NIGHT &lt;1&gt; 021405AB failed*");
  expect(text).toContain("```a &lt; b\nend```");
  expect(text).toContain(`<https://jobs.test/runs/${ID}|Open in Stellwerk>`);
});

it("refuses an address that is neither public nor allowed, as it is connected to", async () => {
  const result = await sender("10.0.0.0/8")(channel({}), { id: ID, message });
  expect(result).toMatchObject({ ok: false, statusCode: null });
  expect(result.answer).toContain("not allowed");
  expect(received).toEqual([]);
});

it("counts any answer but 2xx as a refusal, follows no redirect and keeps the beginning of the answer", async () => {
  answer = { status: 307, text: "x".repeat(10_000), location: `${endpoint.url}/elsewhere` };
  const result = await sender()(channel({}), { id: ID, message });
  expect(result).toEqual({ ok: false, statusCode: 307, answer: "x".repeat(500) });
  expect(received).toHaveLength(1);
});

it("says what went wrong without the secret address", async () => {
  const url = "http://127.0.0.1:1/services/very-secret-token";
  const slack = channel({ kind: "slack", secret: url, settings: { to: [], url: null } });
  const result = await sender()(slack, { id: ID, message });
  expect(result.ok).toBe(false);
  expect(result.answer).not.toContain("very-secret-token");
});

it("sends e-mail as text and as HTML to every recipient, and tells what the server said", async () => {
  const to = ["ops@test.de", "night@test.de"];
  const mail = channel({ kind: "email", settings: { to, url: null } });
  const result = await sender()(mail, { id: ID, message });
  expect(result).toEqual({ ok: true, statusCode: 250, answer: "250 Ok: queued as 42" });
  const [taken] = smtp.mails;
  expect(taken?.to).toEqual(to);
  expect(taken?.data).toContain("From: Signal <box@test.de>");
  expect(taken?.data).toContain("Subject: [Stellwerk] NIGHT <1> 021405AB failed");
  expect(taken?.data).toContain("Duration: 1 h 2 min 5 s");
  expect(taken?.data).toContain("NIGHT &lt;1&gt; 021405AB failed");
  expect(taken?.data).toContain(`Message-ID: <${ID}@jobs.test>`);
});

it("tells what a mail server refuses", async () => {
  smtp.refusal = "550 No such person";
  const mail = channel({ kind: "email", settings: { to: ["nobody@test.de"], url: null } });
  const result = await sender()(mail, { id: ID, message });
  expect(result).toMatchObject({ ok: false, answer: expect.stringContaining("No such person") });
});
