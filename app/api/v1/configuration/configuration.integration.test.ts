import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  type ConfigurationFixture,
  startConfigurationApi,
} from "@/lib/testing/configuration-fixture";
import { RICH_DOCUMENT } from "@/lib/testing/rich-configuration";

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
const NOTHING = { created: [], changed: [], removed: [] };

describe("the round trip of a configuration", () => {
  it("creates everything of a rich document and exports it as it was", async () => {
    const applied = await configuration.apply(RICH_DOCUMENT);
    expect(applied).toMatchObject({ removed: [], unchanged: 0, leftAlone: [] });
    expect(paths(applied.changed)).toEqual(["queues.Default"]);
    expect(paths(applied.created)).toContain("definitions.NIGHT.schedules.Every night");
    expect(await configuration.exported()).toEqual(RICH_DOCUMENT);
  });

  it("changes nothing when what was exported is applied, not even a row", async () => {
    await configuration.apply(RICH_DOCUMENT);
    const before = await configuration.rows();
    for (const prune of [false, true]) {
      const again = await configuration.apply(await configuration.exported(), { prune });
      expect(again).toMatchObject({ ...NOTHING, leftAlone: [] });
      expect(again.unchanged).toBeGreaterThan(10);
    }
    expect(await configuration.rows()).toEqual(before);
  });

  it("goes through YAML unharmed, the words that YAML 1.1 takes for something else quoted", async () => {
    await configuration.apply(RICH_DOCUMENT);
    const headers = { accept: "application/yaml" };
    const yaml = await configuration.api.call("GET", "/configuration", {
      as: configuration.as,
      headers,
    });
    expect(yaml.headers.get("content-type")).toBe("application/yaml; charset=utf-8");
    expect(parse(yaml.text)).toEqual(RICH_DOCUMENT);
    expect(parse(yaml.text, { version: "1.1" })).toEqual(RICH_DOCUMENT);
    expect(
      (await configuration.api.call("GET", "/configuration?format=yaml", { as: configuration.as }))
        .text,
    ).toBe(yaml.text);
    const query = "?dryRun=1&prune=1";
    const type = { "content-type": "application/yaml; charset=utf-8" };
    const again = await configuration.api.call("POST", `/configuration${query}`, {
      as: configuration.as,
      raw: yaml.text,
      headers: type,
    });
    expect(again.body).toMatchObject({ ...NOTHING, dryRun: true });
  });

  it("carries a configuration from one tenant to another", async () => {
    await configuration.apply(RICH_DOCUMENT);
    const document = await configuration.exported();
    await configuration.nextTenant();
    expect(await configuration.exported()).toEqual({ version: 1 });
    await configuration.apply(document);
    expect(await configuration.exported()).toEqual(RICH_DOCUMENT);
  });
});

describe("what applying changes", () => {
  it("tells the fields that differ, from what to what, and writes nothing else", async () => {
    await configuration.apply(RICH_DOCUMENT);
    const document = JSON.parse(JSON.stringify(RICH_DOCUMENT));
    document.queues.NIGHT.size = 7;
    document.definitions.NIGHT.schedules[0].cron = "* * * * 3 0 0";
    document.definitions.NIGHT.chain.steps[0].calls[0].priority = 99;
    const { changed, created, unchanged } = await configuration.apply(document);
    expect(changed.map(({ path, fields }: never) => [path, fields])).toEqual([
      ["queues.NIGHT", [{ path: "size", from: 5, to: 7 }]],
      ["definitions.NIGHT", [{ path: "chain.steps.Load.calls.Ledger.priority", from: 90, to: 99 }]],
      [
        "definitions.NIGHT.schedules.Every night",
        [{ path: "cron", from: "* * * * 1 30 0", to: "* * * * 3 0 0" }],
      ],
    ]);
    expect([created, unchanged > 10]).toEqual([[], true]);
    expect(await configuration.exported()).toEqual(document);
  });

  it("leaves schedules and their ids alone when only their definition changes", async () => {
    await configuration.apply(RICH_DOCUMENT);
    const before = (await configuration.rows()).schedule;
    const document = JSON.parse(JSON.stringify(RICH_DOCUMENT));
    document.definitions.NIGHT.description = "Another one";
    await configuration.apply(document);
    expect((await configuration.rows()).schedule).toEqual(before);
  });

  it("removes nothing without prune, schedules included", async () => {
    await configuration.apply(RICH_DOCUMENT);
    const { removed } = await configuration.apply({ version: 1, definitions: { POST: work } });
    expect(removed).toEqual([]);
    expect(Object.keys((await configuration.exported()).definitions)).toEqual(
      Object.keys(RICH_DOCUMENT.definitions),
    );
    expect((await configuration.exported()).definitions.NIGHT.schedules).toHaveLength(2);
  });

  it("removes with prune what the document does not name, in an order that references allow", async () => {
    await configuration.apply(RICH_DOCUMENT);
    const { removed } = await configuration.apply({ version: 1 }, { prune: true });
    expect(paths(removed)).toEqual(
      expect.arrayContaining(["calendars.HOLIDAYS", "windows.OFFICE", "definitions.NIGHT"]),
    );
    expect(paths(removed)).not.toContain("definitions.NIGHT.schedules.Every night");
    expect(await configuration.exported()).toEqual({ version: 1 });
    await configuration.apply({ version: 1 }, { prune: true });
  });

  it("removes with prune the schedules of a definition that stays", async () => {
    const schedules = [
      { name: "A", cron: "* * * * 1 0 0" },
      { name: "B", cron: "* * * * 2 0 0" },
    ];
    await configuration.apply({ version: 1, definitions: { W: { ...work, schedules } } });
    const document = {
      version: 1,
      definitions: { W: { ...work, schedules: schedules.slice(1) } },
    };
    const { removed } = await configuration.apply(document, { prune: true });
    expect(paths(removed)).toEqual(["definitions.W.schedules.A"]);
    expect((await configuration.exported()).definitions.W.schedules).toEqual(schedules.slice(1));
  });

  it("gives the default queue its own rules again with prune, and does not touch it without", async () => {
    await configuration.apply({ version: 1, queues: { Default: { size: 3 } } });
    expect((await configuration.apply({ version: 1 })).changed).toEqual([]);
    expect(await configuration.exported()).toEqual({
      version: 1,
      queues: { Default: { size: 3 } },
    });
    const { changed } = await configuration.apply({ version: 1 }, { prune: true });
    expect(changed).toMatchObject([
      { path: "queues.Default", fields: [{ path: "size", from: 3, to: null }] },
    ]);
    expect(await configuration.exported()).toEqual({ version: 1 });
  });

  it("turns around what windows stand on, and what chains call", async () => {
    const always = [{}];
    await configuration.apply({
      version: 1,
      windows: { A: { elements: always, enabledDuring: ["B"] }, B: { elements: always } },
      definitions: { W: work, ONE: chain("TWO"), TWO: chain("W") },
    });
    await configuration.apply({
      version: 1,
      windows: { A: { elements: always }, B: { elements: always, enabledDuring: ["A"] } },
      definitions: { ONE: chain("W"), TWO: chain("ONE") },
    });
    expect((await configuration.exported()).windows.B.enabledDuring).toEqual(["A"]);
    expect((await configuration.exported()).definitions.TWO).toEqual(chain("ONE"));
  });

  it("leaves a queue held that is held, unless the document says otherwise", async () => {
    await configuration.apply({ version: 1, queues: { Q: {} } });
    await configuration.api.call("POST", "/queues/Q/hold", { as: configuration.as });
    expect((await configuration.apply({ version: 1, queues: { Q: {} } })).changed).toEqual([]);
    expect(await configuration.exported()).toEqual({ version: 1, queues: { Q: { held: true } } });
    const { changed } = await configuration.apply({ version: 1, queues: { Q: { held: false } } });
    expect(changed[0].fields).toEqual([{ path: "held", from: true, to: false }]);
  });
});
