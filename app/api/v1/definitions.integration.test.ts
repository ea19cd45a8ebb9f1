import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { deleteDefinition } from "@/lib/services/definitions/delete-definition";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { updateDefinition } from "@/lib/services/definitions/update-definition";
import { TEST_API_LOGIN, TEST_PUBLIC_URL } from "@/lib/testing/access-fixture";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

let api: NativeApi;

beforeAll(async () => {
  vi.stubEnv("STELLWERK_ALLOW_PROGRAMS", "on");
  api = await startNativeApi();
  await makeGates();
});
afterAll(() => api.close());

const http = { url: "https://example.com/work" };
const chainCalling = (...definitions: string[]) => ({
  kind: "chain",
  chain: {
    steps: definitions.map((definition, index) => ({
      name: `Step ${index}`,
      calls: [{ name: "Call", definition }],
    })),
  },
});

/** A lock, an event, a window and a calendar, each named GATE, for the provider's tenant. */
async function makeGates() {
  const { db, scope } = await api.contextOf();
  const rows = {
    lock: "type) VALUES ($1, 'GATE', 'simple')",
    event: "description) VALUES ($1, 'GATE', '')",
    time_window: "rules) VALUES ($1, 'GATE', '[]')",
    calendar: "holidays) VALUES ($1, 'GATE', '{}')",
  };
  for (const [table, rest] of Object.entries(rows)) {
    await db.pool.query(`INSERT INTO "${table}" (tenant_id, name, ${rest}`, [scope.tenantId]);
  }
}

async function put(name: string, body: unknown) {
  const answer = await api.call("PUT", `/definitions/${name}`, { body });
  expect([200, 201], answer.text).toContain(answer.status);
  return answer.body;
}

async function get(name: string) {
  const { body } = await api.call("GET", `/definitions/${name}`);
  return body;
}

async function rowOf(name: string) {
  const { db } = await api.contextOf();
  const { rows } = await db.pool.query<{
    gated: boolean;
    url: string;
    origin: string;
    references: string[];
  }>(
    `SELECT d.gated, d.url, d.origin, array(SELECT r.kind || ' ' || r.name FROM definition_reference r
       WHERE r.definition_id = d.id ORDER BY 1) AS references FROM definition d WHERE d.name = $1`,
    [name],
  );
  return rows[0];
}

const common = {
  description: "Everything there is",
  active: false,
  startTime: "2030-01-01T00:00:00.000Z",
  endTime: "2031-01-01T00:00:00.000Z",
  queue: "NIGHT",
  priority: 70,
  hold: true,
  retentionDays: 3,
  deleteAfterSuccess: true,
  alertOnError: true,
  alertOnSuccess: true,
  almEnabled: true,
  parameters: [
    { name: "period", direction: "in", type: "string", required: true, default: null },
    { name: "rows", direction: "out", type: "number", required: false, default: null },
    { name: "note", direction: "inout", type: "json", required: false, default: { a: [1, null] } },
  ],
  locks: [{ lock: "GATE", mode: "shared", units: 2 }],
  waitEvents: [{ event: "GATE", clear: true, autoSubmit: "OnlyOne" }],
  raiseEvents: [{ event: "GATE", on: "Error", comment: "failed", errorCode: 8 }],
  timeWindow: "GATE",
  whenOverdue: "Held",
  minimumOpenSeconds: 600,
  restart: { on: { Error: "Restart", Unknown: "RequestRestart" }, maxStarts: 3, delaySeconds: 60 },
  runtimeLimit: { maxSeconds: 3600, kill: true },
  returnCodes: "-3,10-20",
  jobClass: "A",
  calendar: "GATE",
  holidayRule: "BEFORE",
};

const parts = {
  http: {
    method: "PUT",
    ...http,
    headers: { "x-a": "1" },
    user: "u",
    synchronousSeconds: 20,
    asynchronousSeconds: 60,
  },
  program: {
    program: "/usr/bin/report",
    arguments: ["--all", ""],
    variant: "DAILY",
    environment: { LANG: "C" },
    workingDirectory: "/tmp",
  },
  wait: { seconds: 30 },
  chain: {
    requestRestartByDefault: true,
    handlers: [{ on: "Otherwise", action: "RequestRestart", message: "Look at the ledger" }],
    selection: {
      auto: true,
      criteria: "WEEK-DAY AND NOT LASTDAY",
      backlog: "YES",
      hold: false,
      repeat: true,
      skip: 2,
    },
    steps: [
      {
        name: "Load",
        description: "First",
        disabled: false,
        maxStarts: 3,
        precondition: { window: "GATE", open: false, expression: "=Chain.period !== '13'" },
        handlers: [
          { on: "Error", action: "RestartFailed", version: "master", delaySeconds: 5 },
          { on: "Killed", action: "Goto", step: "Report" },
          { on: "Completed", action: "End", status: "Completed" },
        ],
        calls: [
          {
            name: "Ledger",
            definition: "called",
            parameters: { period: "=Chain.period", depth: 3, list: ["a"], text: "plain" },
            precondition: { window: null, open: true, expression: "=Event.isEventRaised('GATE')" },
            disabled: "=Chain.period === '12'",
            hold: true,
            ignoreStatus: true,
            queue: "FAST",
            priority: 90,
            startAt: "2030-06-01T08:00:00Z",
            window: "GATE",
            minimumOpenSeconds: 30,
            backlog: "NO",
            repeat: true,
            requested: true,
            after: [],
          },
        ],
      },
      {
        name: "Report",
        description: "",
        disabled: true,
        maxStarts: 1,
        precondition: null,
        handlers: [],
        calls: [],
      },
    ],
  },
};

describe("a definition of each kind", () => {
  beforeAll(() => put("called", { kind: "http", http }));

  it.each(Object.entries(parts))("keeps everything it is given: %s", async (kind, part) => {
    const stored = await put(`every-${kind}`, { kind, ...common, [kind]: part });
    expect(stored).toMatchObject({ kind, ...common, [kind]: part });
    const others = Object.keys(parts).filter((other) => other !== kind);
    for (const other of others) expect(stored[other]).toBeNull();
  });

  it.each(Object.keys(parts))(
    "does not change when what is shown is put back: %s",
    async (kind) => {
      const { updatedAt: _, ...before } = await get(`every-${kind}`);
      await put(`every-${kind}`, { ...before, updatedAt: "2020-01-01T00:00:00.000Z" });
      expect(await get(`every-${kind}`)).toMatchObject(before);
    },
  );

  it("takes its defaults where nothing is given, also when it was stored before they were known", async () => {
    const stored = await put("plain", { kind: "http", http });
    expect(stored).toMatchObject({
      startTime: null,
      alertOnError: false,
      parameters: [],
      locks: [],
      timeWindow: null,
      whenOverdue: "Scheduled",
      restart: null,
      jobClass: "C",
      holidayRule: "ALWAYS",
      chain: null,
    });
    const { db } = await api.contextOf();
    await db.pool.query("UPDATE definition SET properties = '{}' WHERE name = 'plain'");
    expect(await get("plain")).toEqual(stored);
    const { body } = await api.call("GET", "/definitions?name=plain");
    expect(body.items).toEqual([stored]);
  });

  it("has its password kept when it is put back as shown, and no longer when it is not", async () => {
    await put("secretive", { kind: "http", http: { ...http, user: "u", password: "p" } });
    const shown = await get("secretive");
    expect((await put("secretive", shown)).http.hasPassword).toBe(true);
    const replaced = await put("secretive", { kind: "http", http: { ...http, user: "u" } });
    expect(replaced.http.hasPassword).toBe(false);
    expect((await put("secretive", shown)).http.hasPassword).toBe(false);
  });

  it("may be a chain of 2000 calls", async () => {
    const calls = Array.from({ length: 500 }, (_, index) => ({
      name: `Call ${index}`,
      definition: "called",
    }));
    const steps = ["A", "B", "C", "D"].map((name) => ({ name, calls }));
    await put("broad", { kind: "chain", chain: { steps } });
    expect((await put("broad", await get("broad"))).chain.steps[3].calls).toHaveLength(500);
  });

  it.each([
    ["a part of another kind", { kind: "wait", wait: { seconds: 1 }, http }, "http"],
    ["no part of its kind", { kind: "chain" }, "chain"],
    ["a kind that is still to come", { kind: "command" }, "kind"],
    ["a kind that is none", { kind: "dance" }, "kind"],
    ["another name than the address", { kind: "http", http, name: "other" }, "name"],
    [
      "an end before its start",
      { kind: "http", http, startTime: "2031-01-01T00:00:00Z", endTime: "2030-01-01T00:00:00Z" },
      "endTime",
    ],
  ])("is refused with %s", async (_case, body, field) => {
    const answer = await api.call("PUT", "/definitions/refused", { body });
    expect([answer.status, answer.body.error.field]).toEqual([400, field]);
  });

  it("can't become one of another kind", async () => {
    await put("constant", { kind: "http", http });
    const answer = await api.call("PUT", "/definitions/constant", {
      body: { kind: "wait", wait: { seconds: 1 } },
    });
    expect([answer.status, answer.body.error.field]).toEqual([400, "kind"]);
  });

  it("calls no endpoint unless it is of kind http", async () => {
    await put("pause", { kind: "wait", wait: { seconds: 1 } });
    expect(await rowOf("pause")).toMatchObject({ url: "", origin: "" });
    const { id } = await get("pause");
    const change = updateDefinition(await api.contextOf(), {
      key: { id },
      change: { url: http.url },
    });
    await expect(change).rejects.toMatchObject({ code: "invalid", field: "url" });
  });

  it("runs no program where programs are not allowed", async () => {
    const ctx = { ...(await api.contextOf()), areProgramsAllowed: false };
    const input = {
      name: "tool",
      kind: "program",
      properties: { program: { program: "a" } },
    } as const;
    await expect(replaceDefinition(ctx, input)).rejects.toMatchObject({
      code: "forbidden",
      field: "kind",
      message: expect.stringContaining("STELLWERK_ALLOW_PROGRAMS"),
    });
  });

  it("is of class A or B only by an administrator's will, and stays it when others change it", async () => {
    const writer = await api.createSubscriber(["jobs.read", "jobs.write"]);
    const body = { kind: "http", http, jobClass: "B" };
    const refused = await api.call("PUT", "/definitions/urgent", { body, as: writer });
    expect(refused.status).toBe(403);
    await api.call("PUT", "/definitions/urgent", { body: { kind: "http", http }, as: writer });
    const { db } = await api.contextOf();
    await db.pool.query(
      `UPDATE definition SET properties = properties || '{"jobClass":"B"}' WHERE name = 'urgent'`,
    );
    const changed = await api.call("PUT", "/definitions/urgent", { body, as: writer });
    expect([changed.status, changed.body.jobClass]).toEqual([200, "B"]);
  });
});

describe("what a definition refers to", () => {
  const gates = {
    locks: [{ lock: "GATE" }],
    waitEvents: [{ event: "GATE" }],
    timeWindow: "GATE",
    calendar: "GATE",
  };

  it("is kept beside it, and replaced with it", async () => {
    await put("work", { kind: "http", http });
    const references = ["calendar GATE", "event GATE", "lock GATE", "queue NIGHT", "window GATE"];
    const chain = chainCalling("work");
    await put("referring", { ...chain, ...gates, queue: "NIGHT" });
    expect((await rowOf("referring"))?.references).toEqual([
      "calendar GATE",
      "definition work",
      ...references.slice(1),
    ]);
    await put("referring", { ...chain, locks: gates.locks });
    expect((await rowOf("referring"))?.references).toEqual([
      "definition work",
      "lock GATE",
      "queue Default",
    ]);
  });

  it("follows a change of its queue", async () => {
    const { id } = await put("moving", { kind: "http", http });
    await updateDefinition(await api.contextOf(), { key: { id }, change: { queue: "NIGHT" } });
    expect((await rowOf("moving"))?.references).toEqual(["queue NIGHT"]);
  });

  const call = (fields: object) => ({
    kind: "chain",
    chain: { steps: [{ name: "A", calls: [{ name: "C", definition: "work", ...fields }] }] },
  });
  it.each([
    ["lock", { kind: "http", http, locks: [{ lock: "GATE" }, { lock: "GONE" }] }, "locks.1.lock"],
    ["event", { kind: "http", http, waitEvents: [{ event: "GONE" }] }, "waitEvents.0.event"],
    ["event", { kind: "http", http, raiseEvents: [{ event: "GONE" }] }, "raiseEvents.0.event"],
    ["time window", { kind: "http", http, timeWindow: "GONE" }, "timeWindow"],
    ["calendar", { kind: "http", http, calendar: "GONE" }, "calendar"],
    ["time window", call({ window: "GONE" }), "chain.steps.0.calls.0.window"],
    [
      "event",
      call({ precondition: { expression: "=Event.isEventRaised('GONE')" } }),
      "chain.steps.0.calls.0.precondition.expression",
    ],
    ["definition", call({ definition: "GONE" }), "chain.steps.0.calls.0.definition"],
  ])("must exist: a %s", async (what, body, field) => {
    const { status, body: answer } = await api.call("PUT", "/definitions/dangling", { body });
    expect([status, answer.error.field]).toEqual([400, field]);
    expect(answer.error.message).toBe(`'${field}' names the ${what} 'GONE', which does not exist`);
    expect((await api.call("GET", "/definitions/dangling")).status).toBe(404);
  });

  it("must belong to its tenant", async () => {
    const other = await api.createSubscriber();
    const body = { kind: "http", http, timeWindow: "GATE" };
    const answer = await api.call("PUT", "/definitions/foreign", { body, as: other });
    expect([answer.status, answer.body.error.field]).toEqual([400, "timeWindow"]);
  });

  it("decides whether its runs pass through the gates", async () => {
    await put("gated", { kind: "http", http, ...gates });
    expect((await rowOf("gated"))?.gated).toBe(true);
    await put("gated", { kind: "http", http, queue: "NIGHT" });
    expect((await rowOf("gated"))?.gated).toBe(false);
    expect((await rowOf("referring"))?.gated).toBe(true);
  });
});

describe("a chain", () => {
  it("is refused with what is wrong inside it, named by its path", async () => {
    const body = chainCalling("work", "work");
    Object.assign(body.chain.steps[0] ?? {}, {
      handlers: [{ on: "Error", action: "Goto", step: "Nowhere" }],
    });
    const answer = await api.call("PUT", "/definitions/lost", { body });
    expect(answer.body.error).toMatchObject({
      code: "invalid",
      field: "chain.steps.0.handlers.0.step",
      message:
        "'chain.steps.0.handlers.0.step' names the step 'Nowhere', which the chain does not have",
    });
  });

  it("may call others, but never itself, however far round", async () => {
    const itself = await api.call("PUT", "/definitions/ring-a", { body: chainCalling("ring-a") });
    expect(itself.body.error).toMatchObject({
      field: "chain",
      message: "'chain' calls itself: 'ring-a' calls 'ring-a'",
    });
    await put("ring-a", chainCalling("work"));
    await put("ring-b", chainCalling("ring-a"));
    await put("ring-c", chainCalling("work", "ring-b", "ring-a"));
    const round = await api.call("PUT", "/definitions/ring-a", { body: chainCalling("ring-c") });
    expect([round.status, round.body.error.message]).toEqual([
      400,
      "'chain' calls itself: 'ring-a' calls 'ring-c' calls 'ring-a'",
    ]);
  });

  it("never calls itself, not even when two chains come to call each other at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [`left-${round}`, `right-${round}`];
      await put(one, chainCalling("work"));
      await put(other, chainCalling("work"));
      const answers = await Promise.all([
        api.call("PUT", `/definitions/${one}`, { body: chainCalling(other) }),
        api.call("PUT", `/definitions/${other}`, { body: chainCalling(one) }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    }
  });

  it("keeps what it calls from being deleted, and is named", async () => {
    await put("needed", { kind: "http", http });
    for (let index = 1; index <= 6; index += 1) await put(`user-${index}`, chainCalling("needed"));
    const refused = await api.call("DELETE", "/definitions/needed");
    expect([refused.status, refused.body.error.code]).toEqual([409, "conflict"]);
    expect(refused.body.error.message).toContain(
      "user-1, user-2, user-3, user-4, user-5 and others",
    );
    for (let index = 1; index <= 6; index += 1)
      await api.call("DELETE", `/definitions/user-${index}`);
    expect((await api.call("DELETE", "/definitions/needed")).status).toBe(204);
  });

  it("never calls what was deleted at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [called, caller] = [`prey-${round}`, `hunter-${round}`];
      await put(called, { kind: "http", http });
      const answers = await Promise.all([
        api.call("PUT", `/definitions/${caller}`, { body: chainCalling(called) }),
        api.call("DELETE", `/definitions/${called}`),
      ]);
      expect([
        [201, 409],
        [400, 204],
      ]).toContainEqual(answers.map(({ status }) => status));
    }
  });
});

describe("the compatible API", () => {
  const scheduler = async (method: string, body?: unknown) => {
    const login = Buffer.from(`${TEST_API_LOGIN.user}:${TEST_API_LOGIN.password}`).toString(
      "base64",
    );
    const response = await api.deliver(
      new Request(`${TEST_PUBLIC_URL}/scheduler/jobs`, {
        method,
        headers: { authorization: `Basic ${login}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    return response.json();
  };

  it("does not know of chains and waits", async () => {
    const pause = await put("hidden-pause", { kind: "wait", wait: { seconds: 1 } });
    const chain = await put("hidden-chain", chainCalling("hidden-pause"));
    const { results } = await scheduler("GET");
    const names = results.map(({ name }: { name: string }) => name);
    expect(names).toContain("work");
    expect(names).not.toContain("hidden-chain");
    const ctx = await api.contextOf();
    for (const { jobId } of [pause, chain]) {
      const gone = { code: "not_found", message: `Job ${jobId} not found` };
      await expect(deleteDefinition(ctx, { jobId })).rejects.toMatchObject(gone);
      const change = updateDefinition(ctx, { key: { jobId }, change: { active: false } });
      await expect(change).rejects.toMatchObject(gone);
    }
  });

  it("leaves the parts alone that it cannot say", async () => {
    await put("shared", { kind: "http", http, locks: [{ lock: "GATE" }], returnCodes: "0-3" });
    await replaceDefinition(await api.contextOf(), {
      name: "shared",
      url: "https://example.com/b",
    });
    expect(await get("shared")).toMatchObject({
      http: { url: "https://example.com/b" },
      locks: [{ lock: "GATE", mode: "exclusive", units: 1 }],
      returnCodes: "0-3",
    });
    expect((await rowOf("shared"))?.gated).toBe(true);
  });
});
