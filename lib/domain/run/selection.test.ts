import { describe, expect, it } from "vitest";
import { readyViews } from "./ready-views";
import { type Selection, selectionFields, selectionSchema } from "./selection";
import { parseSelection, selectionSearch, withoutDefaults } from "./selection-address";
import { sortFault } from "./selection-bounds";

const EVERYTHING: Selection = {
  q: "NAME/02140501",
  jobName: ["CLOSE_*", "OPEN?"],
  definition: "Close & open, 100 %",
  kind: ["http", "chain"],
  state: ["Error", "ERROR", "F", "failed"],
  user: "a*",
  queue: "NIGHT",
  server: "node:3000",
  returnCode: -8,
  httpStatus: "5xx",
  reason: "HTTP_",
  scheduleId: "01930000-0000-7000-8000-000000000000",
  event: "BOOKS CLOSED",
  program: "/opt/close.sh",
  from: "now-24h",
  to: "today",
  plannedFrom: "yesterday",
  plannedTo: "2026-11-20",
  startedFrom: "2026-11-20T02:00:00Z",
  startedTo: "now",
  endedFrom: "now-7d",
  endedTo: "now-1w",
  level: "top",
  parent: "01930000-0000-7000-8000-000000000001",
  tenant: "acme",
  system: false,
  sort: "-duration",
};

const read = (search: string) => parseSelection(new URLSearchParams(search));

describe("a selection in an address", () => {
  it("comes back as it was written, every field of it", () => {
    expect(Object.keys(EVERYTHING).sort()).toEqual(Object.keys(selectionFields).sort());
    expect(read(selectionSearch(EVERYTHING))).toEqual(EVERYTHING);
  });

  it.each(Object.keys(EVERYTHING))("keeps %s by itself", (name) => {
    const one = Object.fromEntries(Object.entries(EVERYTHING).filter(([key]) => key === name));
    expect(read(selectionSearch(one))).toEqual(one);
  });

  it("is nothing at all when everything is as usual", () => {
    expect(selectionSearch({})).toBe("");
    expect(selectionSearch({ state: [], jobName: [], sort: "-submitted" })).toBe("");
    expect(withoutDefaults({ q: "", sort: "-submitted", state: [] })).toEqual({});
  });

  it("stays readable", () => {
    const selection: Selection = { state: ["failed", "F"], jobName: ["CLOSE_*"], from: "now-24h" };
    expect(selectionSearch(selection)).toBe("?jobName=CLOSE_*&state=failed,F&from=now-24h");
  });

  it("is never an error: what cannot be understood counts as absent", () => {
    const search = "?state=Nonsense&from=soon&returnCode=x&sort=colour&httpStatus=9xx&q=&user=anna";
    expect(read(search)).toEqual({ user: "anna" });
  });
});

describe("a selection of a caller", () => {
  it("takes lists as lists or as one text, dates as dates or as text", () => {
    const at = new Date("2026-11-20T02:00:00Z");
    const asLists = selectionSchema.parse({ state: ["Error", "F"], kind: ["http"], from: at });
    const asText = { state: "Error, F", kind: "http", from: at.toISOString() };
    expect(selectionSchema.parse(asText)).toEqual(asLists);
  });

  it.each([
    { state: "error" },
    { from: "2026-02-30T00:00:00Z" },
    { from: "now-24x" },
    { httpStatus: "600" },
    { unknown: "x" },
    { jobName: Array.from({ length: 51 }, (_, index) => `J${index}`) },
  ])("is refused when it is wrong: %o", (input) => {
    expect(selectionSchema.safeParse(input).success).toBe(false);
  });
});

describe("an order other than that of submission", () => {
  it.each([
    [{ sort: "-duration", from: "now-1h" }, true],
    [{ sort: "-started", state: ["running"] }, true],
    [{ sort: "delay", parent: "01930000-0000-7000-8000-000000000001" }, true],
    [{ sort: "submitted" }, true],
    [{}, true],
    [{ sort: "ended" }, false],
    [{ sort: "ended", to: "now-1h" }, false],
    [{ sort: "-duration", state: ["running", "Completed"] }, false],
  ] as const)("is offered where the runs are limited: %o %s", (selection, isOffered) => {
    const given = selectionSchema.parse(selection);
    expect(sortFault(given) === null).toBe(isOffered);
  });
});

it("the views that come with the product open as they were meant", () => {
  const views = readyViews("Anna Ängström");
  expect(views.map(({ name }) => name)).toEqual([
    "Failed in the last 24 hours",
    "Waiting now",
    "Long running",
    "SM37: my jobs today",
    "Plain query of TBTCO: F or A by job",
  ]);
  const selections = views.slice(0, 4).map(({ href }) => read(href.slice(href.indexOf("?"))));
  expect(selections[0]).toEqual({ state: ["failed"], endedFrom: "now-24h" });
  expect(selections[2]).toEqual({ state: ["running"], sort: "-duration" });
  expect(selections[3]).toEqual({ user: "Anna Ängström", from: "today" });
  for (const selection of selections) expect(sortFault(selection)).toBeNull();
});
