import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SORTS } from "@/lib/domain/run/selection";
import { STATE_WORDS } from "@/lib/domain/run/selection-states";
import {
  EMPTY_SELECTION,
  isNarrowed,
  isTree,
  listKeyOf,
  type MonitorSelection,
  monitorHref,
  narrowed,
  PAGE_SIZES,
  parseMonitorSelection,
  type SelectionChange,
  serialiseMonitorSelection,
  withoutFilters,
} from "./search-params";

const ID = "0193a4c2-7b1e-7c3d-8f00-0123456789ab";
const CURSOR = "b2xkZXI6MDE5M2E0YzI";

function readBack(selection: SelectionChange): MonitorSelection {
  return parseMonitorSelection(new URLSearchParams(serialiseMonitorSelection(selection)));
}

const text = fc.stringMatching(/^[A-Za-z0-9_*?.]{1,40}$/);
const time = fc.constantFrom("now", "now-24h", "today", "2025-11-14", "2025-11-14T14:02:31.000Z");
const filters = fc.record(
  {
    state: fc.uniqueArray(fc.constantFrom(...STATE_WORDS), { minLength: 1, maxLength: 8 }),
    jobName: fc.array(text, { minLength: 1, maxLength: 3 }),
    user: text,
    definition: text,
    event: text,
    program: text,
    queue: text,
    kind: fc.uniqueArray(fc.constantFrom("http", "chain", "program"), { minLength: 1 }),
    server: text,
    returnCode: fc.integer({ min: -99_999, max: 99_999 }),
    q: text,
    scheduleId: fc.constant(ID),
    from: time,
    to: time,
    startedFrom: time,
    sort: fc.constantFrom(...SORTS.filter((sort) => sort !== "-submitted")),
  },
  { requiredKeys: [] },
);
const place = fc.record({
  size: fc.constantFrom(...PAGE_SIZES),
  cursor: fc.constantFrom("", CURSOR),
  run: fc.constantFrom("", ID),
  words: fc.constantFrom("" as const, "state" as const, "backgroundJob" as const),
  view: fc.constantFrom("", ID),
});

describe("the address of the monitor", () => {
  it("is empty while nothing is narrowed", () => {
    expect(serialiseMonitorSelection(EMPTY_SELECTION)).toBe("");
    expect(monitorHref({ sort: "-submitted", size: 50, state: [] })).toBe("/monitor");
  });

  it("reads as people write it", () => {
    expect(monitorHref({ jobName: ["CLOSE_*"], state: ["failed", "Held"], from: "now-24h" })).toBe(
      "/monitor?jobName=CLOSE_*&state=failed,Held&from=now-24h",
    );
  });

  it("gives back every selection it was made from", () => {
    fc.assert(
      fc.property(filters, place, (some, where) => {
        const whole = { ...EMPTY_SELECTION, ...some, ...where };
        expect(readBack(whole)).toEqual(whole);
      }),
    );
  });

  it("still understands the names filters had before", () => {
    const old = parseMonitorSelection(new URLSearchParams(`name=CLOSE_*&schedule=${ID}`));
    expect(old).toEqual({ ...EMPTY_SELECTION, jobName: ["CLOSE_*"], scheduleId: ID });
  });

  it("takes what it does not understand for absent", () => {
    const strange = new URLSearchParams(
      "kind=?&schedule=1&from=soon&run=%00&to=now-99999999d&cursor=a b&size=51&words=slang&sort=mood",
    );
    expect(parseMonitorSelection(strange)).toEqual(EMPTY_SELECTION);
  });

  it("names each state once", () => {
    const twice = parseMonitorSelection(new URLSearchParams("state=Held,Held,R"));
    expect(twice.state).toEqual(["Held", "R"]);
  });
});

describe("a changed filter", () => {
  it("goes back to the first page and keeps the run beside the list", () => {
    const deep = { ...EMPTY_SELECTION, cursor: CURSOR, run: ID };
    expect(narrowed(deep, { q: "close" })).toEqual({ ...EMPTY_SELECTION, q: "close", run: ID });
  });

  it("is told from paging, order, words and the run beside the list", () => {
    const unfiltered = {
      size: 100,
      cursor: CURSOR,
      run: ID,
      sort: "started",
      words: "state",
    } as const;
    expect(isNarrowed({ ...EMPTY_SELECTION, ...unfiltered })).toBe(false);
    expect(isNarrowed({ ...EMPTY_SELECTION, state: ["running"] })).toBe(true);
  });

  it("has a key of its own, which the run beside the list, the words and the view do not change", () => {
    const beside = { run: ID, words: "backgroundJob", view: ID } as const;
    expect(listKeyOf({ ...EMPTY_SELECTION, ...beside })).toBe("");
    expect(listKeyOf({ ...EMPTY_SELECTION, ...beside, q: "a" })).toBe("?q=a");
  });

  it("is dropped with all others, while order, size and words stay", () => {
    const narrow = { ...EMPTY_SELECTION, q: "a", from: "today", view: ID };
    const kept = { size: 200, sort: "started", words: "state" } as const;
    expect(withoutFilters({ ...narrow, ...kept })).toEqual({ ...EMPTY_SELECTION, ...kept });
  });
});

describe("the tree of chains", () => {
  it("is shown while runs are only narrowed by when and by which schedule they were submitted", () => {
    expect(isTree({ ...EMPTY_SELECTION, from: "today", scheduleId: ID, sort: "submitted" })).toBe(
      true,
    );
    expect(isTree({ ...EMPTY_SELECTION, q: "a" })).toBe(false);
  });

  it("is what the reader asks for, if he does", () => {
    expect(isTree({ ...EMPTY_SELECTION, q: "a", level: "top" })).toBe(true);
    expect(isTree({ ...EMPTY_SELECTION, level: "all" })).toBe(false);
  });
});
