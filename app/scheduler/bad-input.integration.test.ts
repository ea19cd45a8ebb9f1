import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SchedulerApi, startSchedulerApi } from "@/lib/testing/scheduler-api-fixture";

let api: SchedulerApi;
let jobId: number;
let scheduleId: string;
const action = "https://example.com/";

beforeAll(async () => {
  api = await startSchedulerApi();
  const { body } = await api.call("POST", "/jobs", {
    body: { name: "target", action, schedules: [{ cron: "* * * * 9 0 0" }] },
  });
  jobId = body._id;
  scheduleId = body.schedules[0].scheduleId;
});
afterAll(() => api.close());

const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });

/** Values no text field takes. */
const NO_TEXT = [null, true, 5, [], {}, "a\u0000b", "a\u0007b", "half \ud800", "x".repeat(3000)];
const NO_NAME = [
  "",
  " a",
  "a ",
  "123",
  "٣٤٥",
  "a<b>",
  "a&b",
  "50%",
  "what!",
  "a*",
  "a'b",
  'a"b',
  "a;b",
  "a/b",
  "a\\b",
  "a\nb",
  ".",
  "..",
  "👍",
  "x".repeat(256),
];
const NO_URL = [
  "",
  "/relative",
  "example.com",
  "ftp://example.com",
  "javascript:alert(1)",
  "http:example.com",
  "https://",
  "https:///path",
  "https://user:password@example.com/",
  "https://user@example.com/",
  "https://exa mple.com/",
  " https://example.com/",
  "https://example.com/\n",
  "https://example..com/",
  "https://-example.com/",
  "https://example.com:0/",
  "https://example.com:99999/",
  "https://[::1",
  `https://example.com/${"x".repeat(2000)}`,
  `https://${"a".repeat(64)}.com/`,
];
const NO_DATE = [
  "",
  "soon",
  5,
  true,
  [],
  {},
  { date: 5 },
  { date: "2030-01-01", format: 5 },
  { date: "2030-01-01", other: 1 },
  { date: "2030-01-01", format: "x".repeat(300) },
  "2030-02-30",
  "2030-13-01",
  "0000-01-01",
  "0001-01-01",
  "10000-01-01",
  "+012345-01-01",
  "9999-12-31T23:59:59-23:00",
  "2030-01-01\u0000",
  "x".repeat(5000),
];
const NO_BOOLEAN = ["yes", "TRUE", "", 2, -1, null, [], {}];

const JOB_FIELDS: Record<string, readonly unknown[]> = {
  name: [...NO_TEXT, ...NO_NAME],
  action: [...NO_TEXT, ...NO_URL],
  description: NO_TEXT,
  active: NO_BOOLEAN,
  httpMethod: [...NO_TEXT, "", "PATCH", "get", "HEAD"],
  startTime: NO_DATE,
  endTime: NO_DATE,
  ansConfig: [null, true, "x", [], { onError: "true" }, { other: true }],
  calmConfig: [null, true, "x", [], {}, { enabled: 1 }, { other: true }],
  user: NO_TEXT.filter((value) => value !== null),
  password: NO_TEXT.filter((value) => value !== null),
  schedules: [
    null,
    true,
    "x",
    {},
    [1],
    [null],
    [[]],
    [{}],
    [{ cron: "x" }],
    Array.from({ length: 1001 }, () => ({ cron: "* * * * 9 0 0" })),
  ],
  jobType: ["CF_TASK", "OTHER", 5],
  command: ["rm -rf /"],
  constructor: [{}],
};

const SCHEDULE_FIELDS: Record<string, readonly unknown[]> = {
  cron: [
    "",
    "* * * * *",
    "* * * * * * * *",
    "x".repeat(5000),
    "* 13 * * * * *",
    "* * * * * * 60",
    "* * 0 * 0 0 0",
    "* * * 0.mon 0 0 0",
    "* * * * 5:1 0 0",
    "* * * * */0 0 0",
    5,
    true,
    [],
    {},
  ],
  repeatInterval: [
    "",
    "5",
    "minutes",
    "-1 day",
    "1.5 days",
    "twenty minutes",
    "99999999999 years",
    5,
    {},
  ],
  repeatAt: ["", "25:00", "now", "12:61", "x", 5, {}],
  time: ["", "x", "2030-02-30", 5, true, [], {}, { date: "" }, { date: "2030-01-01", format: "Q" }],
  active: NO_BOOLEAN,
  description: NO_TEXT,
  data: [
    5,
    true,
    "text",
    "[1]",
    [],
    [1],
    { a: "\u0000" },
    { "a\u0000": 1 },
    { a: "\udc00" },
    deep(40),
  ],
  startTime: NO_DATE,
  endTime: NO_DATE,
  other: [1],
};

function rows(fields: Record<string, readonly unknown[]>): [string, string, unknown][] {
  return Object.entries(fields).flatMap(([field, values]) =>
    values.map((value): [string, string, unknown] => [
      field,
      JSON.stringify(value).slice(0, 60),
      value,
    ]),
  );
}

async function counts(): Promise<string> {
  const { db } = await api.contextOf();
  const { rows: found } = await db.pool.query(
    "SELECT (SELECT count(*) FROM definition) AS d, (SELECT count(*) FROM schedule) AS s, (SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM definition t) AS content",
  );
  return JSON.stringify(found[0]);
}

async function expectRefused(
  method: string,
  path: string,
  { body, field }: { body: unknown; field: string },
): Promise<void> {
  const before = await counts();
  const refused = await api.call(method, path, { body });
  expect([refused.status, typeof refused.body.message]).toEqual([400, "string"]);
  expect(refused.body.message).toContain(field);
  expect(await counts()).toBe(before);
}

describe("a job field that is wrong", () => {
  it.each(rows(JOB_FIELDS))("is refused on creation: %s = %s", async (field, _, value) => {
    await expectRefused("POST", "/jobs", {
      body: { name: "fresh", action, [field]: value },
      field,
    });
  });

  const changeable = Object.fromEntries(
    Object.entries(JOB_FIELDS).filter(([field]) => field !== "name" && field !== "schedules"),
  );
  it.each(rows(changeable))("is refused on change: %s = %s", async (field, _, value) => {
    await expectRefused("PUT", `/jobs/${jobId}`, { body: { [field]: value }, field });
  });

  it.each(["name", "action"])("is refused when %s is missing", async (field) => {
    const body: Record<string, unknown> = { name: "fresh", action };
    delete body[field];
    const refused = await api.call("POST", "/jobs", { body });
    expect(refused.body.message).toBe(`Error while creating job: '${field}' is required`);
  });
});

describe("a schedule field that is wrong", () => {
  const MODES = ["cron", "repeatInterval", "repeatAt", "time"];
  it.each(rows(SCHEDULE_FIELDS))("is refused on creation: %s = %s", async (field, _, value) => {
    const base = MODES.includes(field) ? {} : { cron: "* * * * 9 0 0" };
    await expectRefused("POST", `/jobs/${jobId}/schedules`, {
      body: { ...base, [field]: value },
      field,
    });
  });

  it.each(rows(SCHEDULE_FIELDS))("is refused on change: %s = %s", async (field, _, value) => {
    await expectRefused("PUT", `/jobs/${jobId}/schedules/${scheduleId}`, {
      body: { [field]: value },
      field,
    });
  });
});

describe("text of every kind", () => {
  it.each(["Größe_東京 café", "a.b-c_d 1", "ДОБРЫЙ день"])("is a name: %s", async (name) => {
    const created = await api.call("POST", "/jobs", { body: { name, action } });
    expect(created.status).toBe(201);
    const read = await api.call("GET", `/jobs?${new URLSearchParams({ name })}`);
    expect(read.body.name).toBe(name);
  });

  it.each([
    "<script>alert(1)</script>",
    "'; DROP TABLE definition; --",
    "多\n行\t👍",
    "$1 %s {{x}}",
  ])("is kept in a description and in data as it was sent: %s", async (text) => {
    const body = {
      name: `n_${crypto.randomUUID()}`,
      action,
      description: text,
      schedules: [{ time: "now", data: { text } }],
    };
    const { body: created } = await api.call("POST", "/jobs", { body });
    const { body: read } = await api.call("GET", `/jobs/${created._id}?displaySchedules=true`);
    expect(read.description).toBe(text);
    expect(JSON.parse(read.schedules[0].data)).toEqual({ text });
  });
});
