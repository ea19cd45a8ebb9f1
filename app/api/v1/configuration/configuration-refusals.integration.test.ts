import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type ConfigurationFixture,
  startConfigurationApi,
} from "@/lib/testing/configuration-fixture";
import { RICH_DOCUMENT } from "@/lib/testing/rich-configuration";
import { until } from "@/lib/testing/until";

let configuration: ConfigurationFixture;

beforeAll(async () => {
  configuration = await startConfigurationApi();
});
afterAll(() => configuration.api.close());
beforeEach(() => configuration.nextTenant());

const http = { url: "https://example.com/work" };
const work = { kind: "http", http };
const chain = (...called: string[]) => ({
  kind: "chain",
  chain: {
    steps: [
      { name: "All", calls: called.map((definition, at) => ({ name: `Call ${at}`, definition })) },
    ],
  },
});
const paths = (elements: { path: string }[]) => elements.map(({ path }) => path);

describe("a refused document", () => {
  it("leaves nothing behind when its last part fails, but an entry in the audit", async () => {
    await configuration.apply({ version: 1, locks: { OLD: {} } });
    const before = await configuration.rows();
    const { status, body } = await configuration.post(
      {
        version: 1,
        calendars: { C: { holidays: [] } },
        events: { E: {} },
        queues: { Q: { size: 1 } },
        definitions: {
          W: { ...work, schedules: [{ name: "A", cron: "* * * * 1 0 0" }] },
          N: chain("W", "GONE"),
        },
      },
      { prune: true },
    );
    expect([status, body.error]).toEqual([
      400,
      {
        code: "invalid",
        message:
          "'definitions.N.chain.steps.0.calls.1.definition' names the definition 'GONE', which does not exist",
        field: "definitions.N.chain.steps.0.calls.1.definition",
        details: { problems: [expect.objectContaining({ path: body.error.field })] },
      },
    ]);
    expect(await configuration.rows()).toEqual(before);
    expect((await configuration.audited()).at(-1)).toMatchObject({
      action: "ConfigurationApplication",
      outcome: "failure",
    });
  });

  it("is told everything its schemas have against it at once", async () => {
    const { status, body } = await configuration.post({
      version: 1,
      queues: { Q: { size: 0, colour: "red" } },
      definitions: {
        "a/b": work,
        W: { ...work, schedules: [{ cron: "* * * * 1 0 0" }] },
        N: { kind: "chain" },
      },
    });
    expect(status).toBe(400);
    expect(body.error.details.problems.map(({ message }: { message: string }) => message)).toEqual([
      "'queues.Q.size' must be at least 1",
      "'queues.Q.colour' is not an allowed property",
      "'definitions.a/b' is not a possible name: it must consist of letters, digits, '_', '-', '.' and inner blanks",
      expect.stringContaining(
        "'definitions.W.schedules.0.name' is required: a schedule without a name",
      ),
      "'definitions.N.chain' is required",
    ]);
    expect(body.error.message).toBe("'queues.Q.size' must be at least 1 (and 4 more problems)");
  });

  it("is told all definitions that are refused, but not what only follows from them", async () => {
    const { body } = await configuration.post({
      version: 1,
      definitions: {
        A: { ...work, timeWindow: "GONE" },
        B: chain("A"),
        C: { ...work, locks: [{ lock: "GONE" }] },
      },
    });
    expect(paths(body.error.details.problems)).toEqual([
      "definitions.A.timeWindow",
      "definitions.C.locks.0.lock",
    ]);
  });

  it.each<[string, object, string]>([
    [
      "chains that call each other",
      { definitions: { A: chain("B"), B: chain("A") } },
      "'definitions.A.chain' calls itself: 'A' calls 'B' calls 'A'",
    ],
    [
      "windows that lead back",
      {
        windows: {
          A: { elements: [], enabledDuring: ["B"] },
          B: { elements: [], enabledDuring: ["A"] },
        },
      },
      "'windows.A' leads back to where it began: A → B → A",
    ],
    [
      "a name that differs",
      { definitions: { A: { ...work, name: "B" } } },
      "'definitions.A.name' must be 'A'",
    ],
    [
      "an expression that cannot be read",
      { definitions: { A: { ...work, schedules: [{ name: "x", cron: "1 2 3" }] } } },
      "'definitions.A.schedules.0.cron'",
    ],
    ["another version", { version: 2 }, "'version' must be 1"],
    [
      "the system queue",
      { queues: { System: { size: 1 } } },
      "'queues.System': The queue System is built in",
    ],
    [
      "programs where they are not allowed",
      { definitions: { P: { kind: "program", program: { program: "/bin/true" } } } },
      "'definitions.P.kind' must not be program",
    ],
    [
      "a queue's window that does not exist",
      { queues: { Q: { window: "GONE" } } },
      "'queues.Q.window' names a time window that does not exist",
    ],
  ])("names the place of %s", async (_what, part, message) => {
    const { status, body } = await configuration.post({ version: 1, ...part });
    expect([400, 403, 409]).toContain(status);
    expect(body.error.message).toContain(message);
  });

  it("cannot change the kind of a definition", async () => {
    await configuration.apply({ version: 1, definitions: { A: work } });
    const { body } = await configuration.post({
      version: 1,
      definitions: { A: { kind: "wait", wait: { seconds: 1 } } },
    });
    expect(body.error.field).toBe("definitions.A.kind");
  });

  it("does not prune what a definition that stays still needs", async () => {
    await configuration.apply({
      version: 1,
      locks: { L: {} },
      definitions: { A: { ...work, locks: [{ lock: "L" }] } },
    });
    const document = await configuration.exported();
    const { status, body } = await configuration.post(
      { version: 1, definitions: document.definitions },
      { prune: true },
    );
    expect([status, body.error.field]).toEqual([409, "locks.L"]);
    expect(await configuration.exported()).toEqual(document);
  });
});

describe("a dry run", () => {
  it("answers the difference and writes nothing, not even an entry in the audit", async () => {
    await configuration.apply({ version: 1, locks: { OLD: {} }, definitions: { OLD: work } });
    const before = [await configuration.rows(), await configuration.audited()];
    const { created, removed, dryRun } = await configuration.apply(RICH_DOCUMENT, {
      dryRun: true,
      prune: true,
    });
    expect([dryRun, paths(removed)]).toEqual([true, ["locks.OLD", "definitions.OLD"]]);
    expect(created.length).toBeGreaterThan(10);
    expect([await configuration.rows(), await configuration.audited()]).toEqual(before);
  });

  it("finds out what applying would be refused for", async () => {
    const { status, body } = await configuration.post(
      { version: 1, definitions: { N: chain("GONE") } },
      { dryRun: true },
    );
    expect([status, body.error.field]).toEqual([
      400,
      "definitions.N.chain.steps.0.calls.0.definition",
    ]);
  });
});

describe("an engine that takes the same rows in another order", () => {
  it("has the application wait and begin anew, so that both come through", async () => {
    const parts = { events: { E: {} }, queues: { Q: {} }, locks: { L: {} } };
    await configuration.apply({ version: 1, ...parts });
    const { pool } = (await configuration.api.contextOf()).db;
    const [first, second] = [await pool.connect(), await pool.connect()];
    const { tenantId } = configuration.as;
    const take = (client: typeof first, table: string) =>
      client.query(`SELECT 1 FROM "${table}" WHERE tenant_id = $1 FOR NO KEY UPDATE`, [tenantId]);
    const isWaiting = async (count: number) => {
      const { rowCount } = await pool.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return rowCount === count;
    };
    await first.query("BEGIN");
    await take(first, "queue");
    await second.query("BEGIN; SET LOCAL deadlock_timeout = '1min'");
    await take(second, "lock");
    const document = {
      version: 1,
      events: { E: { description: "new" } },
      queues: { Q: { size: 1 } },
      locks: { L: { description: "new" } },
    };
    const applied = configuration.apply(document);
    await until("the application has the event and waits for the queue", () => isWaiting(1));
    const other = take(second, "event");
    await until("the other one waits for the event", () => isWaiting(2));
    await first.query("COMMIT");
    await other;
    await second.query("COMMIT");
    for (const client of [first, second]) client.release();
    expect((await applied).changed).toHaveLength(3);
    expect(await configuration.exported()).toEqual(document);
  });
});

describe("two who apply at the same time", () => {
  it("follow one another: the second finds everything as it wants it", async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => configuration.apply(RICH_DOCUMENT, { prune: true })),
    );
    const counts = answers.map(({ created }) => created.length).sort((a, b) => a - b);
    expect(counts.slice(0, 2)).toEqual([0, 0]);
    expect(counts[2]).toBeGreaterThan(10);
    expect(await configuration.exported()).toEqual(RICH_DOCUMENT);
  });

  it("leave one of the two documents, never a mixture", async () => {
    const document = (size: number) => ({
      version: 1,
      queues: Object.fromEntries(["A", "B", "C"].map((name) => [`${name}${size}`, { size }])),
      definitions: { W: { ...work, priority: size } },
    });
    const [one, two] = [document(1), document(2)];
    await Promise.all([
      configuration.apply(one, { prune: true }),
      configuration.apply(two, { prune: true }),
    ]);
    expect([one, two]).toContainEqual(await configuration.exported());
  });
});
