import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import {
  type ConfigurationFixture,
  startConfigurationApi,
} from "@/lib/testing/configuration-fixture";

let configuration: ConfigurationFixture;

beforeAll(async () => {
  configuration = await startConfigurationApi();
});
afterAll(() => configuration.api.close());
beforeEach(() => configuration.nextTenant());

const http = { url: "https://example.com/work" };
const work = { kind: "http", http };
const NOTHING = { created: [], changed: [], removed: [] };

describe("passwords", () => {
  const withPassword = (password?: string | null) => ({
    version: 1,
    definitions: {
      W: {
        kind: "http",
        http: { ...http, user: "u", ...(password === undefined ? {} : { password }) },
      },
    },
  });
  const hasPassword = async () =>
    (await configuration.api.call("GET", "/definitions/W", { as: configuration.as })).body.http
      .hasPassword;

  it("are set, kept when they are left out, removed with null, and never told", async () => {
    await configuration.apply(withPassword("secret 1"));
    expect(JSON.stringify(await configuration.exported())).not.toContain("assword");
    expect((await configuration.apply(withPassword())).changed).toEqual([]);
    const kept = structuredClone(withPassword());
    await configuration.apply({
      ...kept,
      definitions: { W: { ...kept.definitions.W, description: "x" } },
    });
    expect(await hasPassword()).toBe(true);
    const { changed } = await configuration.apply(withPassword("secret 2"));
    expect(JSON.stringify(changed)).not.toContain("secret");
    expect(changed[0].fields).toContainEqual({
      path: "http.password",
      from: "(hidden)",
      to: "(another one, hidden)",
    });
    expect((await configuration.apply(withPassword("secret 2"))).changed).toEqual([]);
    await configuration.apply(withPassword(null));
    expect(await hasPassword()).toBe(false);
    expect(JSON.stringify(await configuration.audited())).not.toContain("secret ");
  });
});

describe("schedules", () => {
  const scheduled = (...schedules: object[]) => ({
    version: 1,
    definitions: { W: { ...work, schedules } },
  });

  it("without a name of their own are neither exported nor touched, and told of", async () => {
    await configuration.apply(scheduled({ name: "Known", cron: "* * * * 1 0 0" }));
    for (const name of [null, "Twin", "Twin"]) {
      const body = { definition: "W", name, cron: "* * * * 2 0 0" };
      expect(
        (await configuration.api.call("POST", "/schedules", { as: configuration.as, body })).status,
      ).toBe(201);
    }
    const document = await configuration.exported();
    expect(document.definitions.W.schedules).toEqual([{ name: "Known", cron: "* * * * 1 0 0" }]);
    const before = (await configuration.rows()).schedule;
    expect(await configuration.apply(document, { prune: true })).toMatchObject({
      ...NOTHING,
      leftAlone: [{ definition: "W", schedules: 3 }],
    });
    expect((await configuration.rows()).schedule).toEqual(before);
    expect(
      (await configuration.api.call("GET", "/configuration?format=yaml", { as: configuration.as }))
        .text,
    ).toMatch(/^# Without 3 schedules that have no name of their own: W\.\n/);
    const named = await configuration.post(scheduled({ name: "Twin", cron: "* * * * 2 0 0" }));
    expect(named.body.error.message).toContain(
      "'definitions.W.schedules.0.name' is the name of 2 schedules on the server",
    );
  });

  it("that are over stay over, however often their document is applied", async () => {
    const once = scheduled({ name: "Once", time: "in 2 hours" });
    await configuration.apply(once);
    expect((await configuration.apply(once)).changed).toEqual([]);
    const { pool } = (await configuration.api.contextOf()).db;
    await pool.query(
      "UPDATE schedule SET active = false, next_run_at = NULL, executed_at = one_time_at WHERE tenant_id = $1",
      [configuration.as.tenantId],
    );
    expect((await configuration.apply(once)).changed).toEqual([]);
    const document = await configuration.exported();
    expect(document.definitions.W.schedules[0].time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect((await configuration.apply(document)).changed).toEqual([]);
    const { changed } = await configuration.apply(
      scheduled({ name: "Once", time: "2099-01-01T00:00:00Z" }),
    );
    expect(changed[0].fields.map(({ path }: { path: string }) => path)).toEqual(["time", "active"]);
  });

  it("that were switched off by hand are switched on again", async () => {
    const document = scheduled({ name: "A", cron: "* * * * 1 0 0" });
    await configuration.apply(document);
    const [row] = (await configuration.rows()).schedule ?? [];
    await configuration.api.call("POST", `/schedules/${row.id}/deactivate`, {
      as: configuration.as,
    });
    const { changed } = await configuration.apply(document);
    expect(changed[0].fields).toEqual([{ path: "active", from: false, to: true }]);
  });

  it("keep their mode", async () => {
    await configuration.apply(scheduled({ name: "A", cron: "* * * * 1 0 0" }));
    const { status, body } = await configuration.post(
      scheduled({ name: "A", repeatInterval: "2 hours" }),
    );
    expect([status, body.error.field]).toEqual([400, "definitions.W.schedules.0.repeatInterval"]);
  });
});

describe("who may", () => {
  it("reads with jobs.read and applies with jobs.write only, of the own tenant only", async () => {
    await configuration.apply({ version: 1, locks: { L: {} } });
    const reader = await configuration.api.createSubscriber(["jobs.read"]);
    expect((await configuration.api.call("GET", "/configuration", { as: reader })).body).toEqual({
      version: 1,
    });
    const body = { document: { version: 1 }, dryRun: true };
    expect(
      (await configuration.api.call("POST", "/configuration", { as: reader, body })).status,
    ).toBe(403);
    expect((await configuration.api.call("GET", "/configuration", { as: null })).status).toBe(401);
    // The provider sees every tenant; what it applies is its own.
    const provided = { document: { version: 1, locks: {} }, prune: true };
    expect(
      (await configuration.api.call("POST", "/configuration", { body: provided })).status,
    ).toBe(200);
    expect(await configuration.exported()).toEqual({ version: 1, locks: { L: {} } });
  });

  it("makes jobs of class A as administrator only", async () => {
    const writer = await configuration.api.createSubscriber(["jobs.read", "jobs.write"]);
    const document = { version: 1, definitions: { A: { ...work, jobClass: "A" } } };
    const answer = await configuration.api.call("POST", "/configuration", {
      as: writer,
      body: { document },
    });
    expect([answer.status, answer.body.error.field]).toEqual([403, "definitions.A"]);
  });

  it("finds the application in the audit, with what it did", async () => {
    await configuration.apply({ version: 1, locks: { L: {} } });
    expect(await configuration.audited()).toMatchObject([
      { action: "LockConfiguration", outcome: "success" },
      { action: "ConfigurationApplication", outcome: "success", details: { created: ["locks.L"] } },
    ]);
  });
});

describe("the same Idempotency-Key", () => {
  it("applies once, and is not taken for another mode of the same document", async () => {
    const document = { version: 1, locks: { L: {} } };
    const headers = { "idempotency-key": "apply-1" };
    const first = await configuration.post(document, {}, headers);
    const second = await configuration.post(document, {}, headers);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect((await configuration.post(document, { dryRun: true }, headers)).status).toBe(409);
    const raw = stringify(document);
    const yaml = { "content-type": "application/yaml", "idempotency-key": "apply-2" };
    await configuration.api.call("POST", "/configuration?dryRun=1", {
      as: configuration.as,
      raw,
      headers: yaml,
    });
    expect(
      (
        await configuration.api.call("POST", "/configuration", {
          as: configuration.as,
          raw,
          headers: yaml,
        })
      ).status,
    ).toBe(409);
  });
});

describe("a YAML body", () => {
  const send = (text: string) => configuration.postYaml(text);

  it("is the document itself; what nothing is written under is empty, and anchors unfold", async () => {
    const answer = await send(
      "version: 1\nevents:\nlocks:\n  L:\ndefinitions:\n  A: &a\n    kind: http\n    http: { url: 'https://example.com/' }\n  B: *a\n",
    );
    expect(answer.status, answer.text).toBe(200);
    expect(Object.keys((await configuration.exported()).definitions)).toEqual(["A", "B"]);
  });

  it("may be the example of the documentation, which exports as it is written there", async () => {
    const page = readFileSync(join(process.cwd(), "docs/configuration-as-code.md"), "utf8");
    const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? "";
    expect((await send(example)).status).toBe(200);
    const written = example.replace("  LEDGER:\n", "  LEDGER: {}\n");
    expect(await configuration.exported()).toEqual(parse(written));
  });

  it("is refused with line and column when a key is given twice, or it is no YAML", async () => {
    const twice = await send("version: 1\nlocks:\n  L: {}\n  L: {}\n");
    expect([twice.status, twice.body.error]).toEqual([
      400,
      {
        code: "invalid",
        message: "The YAML cannot be read at line 4, column 3: the key 'L' is given a second time.",
        details: { line: 4, column: 3 },
      },
    ]);
    expect((await send("version: 1\nlocks: [")).body.error.details.line).toBe(2);
  });

  it("may be 4 MB large and no larger", async () => {
    const padded = (bytes: number) => `version: 1\n#${"x".repeat(bytes - 12)}`;
    expect((await send(padded(4 * 1024 * 1024))).status).toBe(200);
    expect((await send(padded(4 * 1024 * 1024 + 1))).status).toBe(413);
  });
});
