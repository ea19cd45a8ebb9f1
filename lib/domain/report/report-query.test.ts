import { describe, expect, it } from "vitest";
import { delayQuerySchema } from "./delays-query";
import { durationQuerySchema } from "./durations-query";
import { frequencyQuerySchema } from "./frequency-query";
import { parseReport, reportSearch } from "./report-address";
import { frequencyPageSchema, frequencySearch, nextSort } from "./report-pages";
import { startedStatusOf, statesOfStatuses } from "./report-query";

const EVERYTHING = {
  name: "NIGHT*",
  status: "F,A",
  from: "now-7d",
  to: "2026-11-20T02:00:00.000Z",
  createdBy: "ada?",
  class: "A",
  kind: "program",
  definition: "Close the books",
  program: "close",
  tenant: "north",
  sort: "-p95DurationMs",
  limit: "20",
  cursor: "abc",
};

describe("the query of a report", () => {
  it("says the same when it is written to an address and read again", () => {
    const state = frequencyPageSchema.parse({ ...EVERYTHING, view: "short" });
    const search = reportSearch(frequencyPageSchema, state);
    expect(parseReport(frequencyPageSchema, new URLSearchParams(search))).toEqual(state);
    for (const schema of [durationQuerySchema, delayQuerySchema] as const) {
      const { status: _status, ...fields } = EVERYTHING;
      const query = { ...fields, sort: "jobName", job: "NIGHTLY", unit: "hour" };
      const parsed = schema.parse(query);
      expect(schema.parse(Object.fromEntries(Object.entries({ ...parsed, limit: "20" })))).toEqual(
        parsed,
      );
    }
  });

  it("is an empty address when everything is as usual", () => {
    expect(frequencySearch(frequencyPageSchema.parse({}))).toBe("");
  });

  it("goes back to the first page when something else changes", () => {
    const state = frequencyPageSchema.parse(EVERYTHING);
    expect(frequencySearch(state, { name: "DAY*" })).not.toContain("cursor");
    expect(frequencySearch(state, { cursor: "next" })).toContain("cursor=next");
  });

  it("leaves out what an address says that cannot be understood", () => {
    const address = new URLSearchParams("status=Z&from=whenever&sort=colour&limit=0&name=A*");
    const state = parseReport(frequencyPageSchema, address);
    expect(state).toEqual(frequencyPageSchema.parse({ name: "A*" }));
  });

  it.each([
    ["status", { status: "F,S" }],
    ["from", { from: "whenever" }],
    ["sort", { sort: "-colour" }],
    ["limit", { limit: "501" }],
    ["class", { class: "D" }],
    ["colour", { colour: "red" }],
  ])("is refused for a wrong %s, which is named", (field, query) => {
    const result = frequencyQuerySchema.safeParse(query);
    expect(result.success).toBe(false);
    const [issue] = result.error?.issues ?? [];
    expect(JSON.stringify(issue)).toContain(field);
  });

  it("takes F|A as well as F,A", () => {
    expect(frequencyQuerySchema.parse({ status: "F|A" }).status).toEqual(["F", "A"]);
  });

  it("puts the largest first at the first click on a head, then the smallest", () => {
    expect([nextSort("runs", "jobName"), nextSort("runs", "-runs")]).toEqual(["-runs", "runs"]);
  });
});

describe("statuses of started runs", () => {
  it("stand for the states of their letter; one that is being canceled is active", () => {
    expect(statesOfStatuses(undefined)).toBeUndefined();
    expect(statesOfStatuses(["A"])).toEqual(["Error", "Killed", "Canceled"]);
    expect(statesOfStatuses(["R"])).toEqual([
      ...["Running", "Waiting", "Console", "Killing", "Canceling"],
    ]);
    expect(startedStatusOf("Canceling")).toBe("R");
  });
});
