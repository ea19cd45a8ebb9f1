import { describe, expect, it } from "vitest";
import type { Definition } from "@/lib/domain/definition/definition";
import { NO_PROPERTIES } from "@/lib/domain/definition/definition-properties";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { readConfiguration } from "./configuration-document";
import { type StoredConfiguration, storedElements } from "./stored-configuration";
import { wantedElements } from "./wanted-elements";

const now = new Date("2026-11-21T12:00:00Z");
const AT = "2026-11-21T14:00:00Z";

const definition: Definition = {
  id: "1",
  tenantId: "2",
  jobId: 3,
  name: "W",
  jobName: "W",
  kind: "http",
  description: "",
  active: true,
  startAt: null,
  endAt: null,
  priority: 50,
  queue: "Default",
  hold: false,
  retentionDays: null,
  deleteAfterSuccess: false,
  httpMethod: "POST",
  url: "https://example.com/",
  origin: "https://example.com",
  headers: {},
  endpointUser: null,
  hasEndpointPassword: true,
  synchronousSeconds: 15,
  asynchronousSeconds: null,
  alertOnError: false,
  alertOnSuccess: false,
  almEnabled: false,
  properties: NO_PROPERTIES,
  gated: false,
  createdAt: now,
  createdBy: "test",
  updatedAt: now,
};

function schedule(fields: Partial<Schedule>): Schedule {
  return {
    id: "1",
    tenantId: "2",
    definitionId: "1",
    name: "S",
    description: "",
    mode: "time",
    expression: "in 2 hours",
    timeZone: "UTC",
    parameters: null,
    active: true,
    startAt: null,
    endAt: null,
    oneTimeAt: new Date(AT),
    intervalSeconds: null,
    nextRunAt: null,
    executedAt: null,
    lastStartedAt: null,
    createdAt: now,
    createdBy: "test",
    modifiedAt: now,
    ...fields,
  };
}

interface Case {
  http?: object;
  schedules?: object[];
  stored?: Schedule[];
  queues?: object;
  gates?: StoredConfiguration["gates"];
  prune?: boolean;
  at?: Date;
}

function wanted({
  http = {},
  schedules = [],
  stored = [],
  queues = {},
  gates = [],
  ...rest
}: Case) {
  const { prune = false, at = now } = rest;
  const W = { kind: "http", http: { url: "https://example.com/", ...http }, schedules };
  const read = readConfiguration({ version: 1, queues, definitions: { W } });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const configuration: StoredConfiguration = {
    gates,
    definitions: [{ definition, schedules: stored }],
  };
  const result = wantedElements({
    configuration: read.configuration,
    stored: configuration,
    prune,
    now: at,
    isStoredPassword: (_name, password) => password === "right",
  });
  const contentOf = (kind: string, name: string) =>
    result.elements.find((element) => element.kind === kind && element.name === name)?.content;
  return { ...result, contentOf, stored: storedElements(configuration) };
}

const tomorrow = new Date("2026-11-22T12:00:00Z");

describe("a schedule that is wanted", () => {
  it("means by its words what it meant when it was made", () => {
    const words = { name: "S", time: "in 2 hours" };
    expect(wanted({ schedules: [words] }).contentOf("schedule", "S")).toMatchObject({ time: AT });
    const later = wanted({ schedules: [words], stored: [schedule({})], at: tomorrow });
    expect(later.contentOf("schedule", "S")).toMatchObject({ time: AT });
    const other = { name: "S", time: "in 3 hours" };
    const changed = wanted({ schedules: [other], stored: [schedule({})], at: tomorrow });
    expect(changed.contentOf("schedule", "S")).toMatchObject({ time: "2026-11-22T15:00:00Z" });
  });

  it.each<[string, object, Partial<Schedule>, boolean]>([
    ["one-time and over", { time: AT }, { active: false, executedAt: now }, false],
    [
      "one-time, over and at another time",
      { time: "2099-01-01T00:00:00Z" },
      { active: false, executedAt: now },
      true,
    ],
    ["one-time and switched off before", { time: AT }, { active: false }, true],
    ["over with its end", { time: AT, endTime: "2026-11-20T00:00:00Z" }, { active: false }, false],
    ["not to be active", { time: AT, active: false }, { active: true }, false],
    [
      "active, though nothing follows",
      { time: AT, endTime: "2026-11-20T00:00:00Z" },
      { active: true },
      true,
    ],
    [
      "recurring and switched off",
      { cron: "* * * * 1 0 0" },
      { mode: "cron", expression: "* * * * 1 0 0", oneTimeAt: null, active: false },
      true,
    ],
  ])("that is %s is as active as it can be", (_what, input, fields, active) => {
    const { contentOf } = wanted({
      schedules: [{ name: "S", ...input }],
      stored: [schedule(fields)],
    });
    expect(contentOf("schedule", "S")).toMatchObject({ active });
  });

  it("is refused at its place when it cannot be read, or its name is not one schedule's", () => {
    const schedules = [
      { name: "A", cron: "1" },
      { name: "S", cron: "* * * * 1 0 0" },
    ];
    const stored = [schedule({}), schedule({ id: "2" })];
    expect(wanted({ schedules, stored }).problems).toEqual([
      { path: "definitions.W.schedules.0.cron", message: expect.any(String) },
      {
        path: "definitions.W.schedules.1.name",
        message: "is the name of 2 schedules on the server; give them different names first",
      },
    ]);
  });
});

describe("what is stored", () => {
  it("leaves out schedules without a name of their own", () => {
    const stored = [
      schedule({ name: null }),
      schedule({ name: "" }),
      schedule({ name: "Twin" }),
      schedule({ name: "Twin" }),
      schedule({ name: "Own" }),
    ];
    const schedules = wanted({ stored }).stored.filter(({ kind }) => kind === "schedule");
    expect(schedules.map(({ name }) => name)).toEqual(["Own"]);
  });

  it("is shown as it stands where its schema no longer takes it", () => {
    const rules = { size: "many" };
    const { stored } = wanted({ gates: [{ kind: "queue", name: "Q", rules }] });
    expect(stored[0]?.content).toEqual(rules);
  });
});

describe("a password", () => {
  it.each([
    [{}, "(hidden)"],
    [{ password: null }, null],
    [{ password: "right" }, "(hidden)"],
    [{ password: "another" }, "(another one, hidden)"],
  ])("given as %j is told as %j", (http, password) => {
    expect(wanted({ http }).contentOf("definition", "W")?.http).toMatchObject({ password });
  });
});

describe("a queue", () => {
  const held = { kind: "queue", name: "Q", rules: { held: true } } as const;

  it.each([
    [{ Q: {} }, true],
    [{ Q: { held: false } }, false],
  ])("asked for as %j is held: %s", (queues, isHeld) => {
    const { contentOf } = wanted({ queues, gates: [held] });
    expect(contentOf("queue", "Q")).toMatchObject({ held: isHeld });
  });

  it("that is the default one is asked for with prune even when it is not named", () => {
    expect(wanted({}).contentOf("queue", "Default")).toBeUndefined();
    expect(wanted({ prune: true }).contentOf("queue", "Default")).toMatchObject({ size: null });
    const queues = { Default: { size: 2 } };
    expect(wanted({ prune: true, queues }).contentOf("queue", "Default")).toMatchObject({
      size: 2,
    });
  });
});
