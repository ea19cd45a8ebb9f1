import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RUN_STATES } from "@/lib/domain/run/run-state";
import {
  EMPTY_SELECTION,
  isNarrowed,
  listKeyOf,
  type MonitorSelection,
  monitorHref,
  narrowed,
  parseMonitorSelection,
  serialiseMonitorSelection,
} from "./search-params";
import { STATE_GROUPS } from "./state-group";

const ID = "0193a4c2-7b1e-7c3d-8f00-0123456789ab";
const CURSOR = "b2xkZXI6MDE5M2E0YzI";

function readBack(selection: Partial<MonitorSelection>): MonitorSelection {
  return parseMonitorSelection(new URLSearchParams(serialiseMonitorSelection(selection)));
}

describe("the address of the monitor", () => {
  it("is empty while nothing is narrowed", () => {
    expect(serialiseMonitorSelection(EMPTY_SELECTION)).toBe("");
    expect(monitorHref({})).toBe("/monitor");
  });

  it("reads as people write it", () => {
    expect(monitorHref({ states: ["failed", "Held"], name: "CLOSE_*", from: "now-24h" })).toBe(
      "/monitor?state=failed,Held&name=CLOSE_*&from=now-24h",
    );
  });

  it("gives back every selection it was made from", () => {
    const text = fc.string({ maxLength: 40 }).map((value) => value.replace(/\p{Cc}/gu, "").trim());
    const selection = fc.record({
      states: fc.uniqueArray(fc.constantFrom(...STATE_GROUPS, ...RUN_STATES), { maxLength: 8 }),
      name: text,
      definition: text,
      q: text,
      schedule: fc.constantFrom("", ID),
      from: fc.constantFrom("", "now", "now-24h", "now+2d", "2025-11-14T14:02:31.000Z"),
      to: fc.constantFrom("", "now-1h", "2025-11-15T00:00:00.000Z"),
      cursor: fc.constantFrom("", CURSOR),
      run: fc.constantFrom("", ID),
    });
    fc.assert(
      fc.property(selection, (whole) => {
        expect(readBack(whole)).toEqual(whole);
      }),
    );
  });

  it("drops characters no name can contain", () => {
    const strange = new URLSearchParams([
      ["q", "a\u0000b"],
      ["name", "\u001b*"],
    ]);
    expect(parseMonitorSelection(strange)).toEqual({ ...EMPTY_SELECTION, q: "ab", name: "*" });
  });

  it("takes what it does not understand for absent", () => {
    const strange = new URLSearchParams(
      "state=Sleeping,Held,Held&schedule=1&from=soon&run=%00&to=now-99999999d&cursor=a b",
    );
    expect(parseMonitorSelection(strange)).toEqual({ ...EMPTY_SELECTION, states: ["Held"] });
  });
});

describe("a changed filter", () => {
  it("goes back to the newest page and keeps the run beside the list", () => {
    const deep = { ...EMPTY_SELECTION, cursor: CURSOR, run: ID };
    expect(narrowed(deep, { q: "close" })).toEqual({ ...EMPTY_SELECTION, q: "close", run: ID });
  });

  it("is told from paging and from the run beside the list", () => {
    expect(isNarrowed({ ...EMPTY_SELECTION, cursor: CURSOR, run: ID })).toBe(false);
    expect(isNarrowed({ ...EMPTY_SELECTION, states: ["running"] })).toBe(true);
  });

  it("has a key of its own, which the run beside the list does not change", () => {
    expect(listKeyOf({ ...EMPTY_SELECTION, run: ID })).toBe("");
    expect(listKeyOf({ ...EMPTY_SELECTION, q: "a", run: ID })).toBe("?q=a");
  });
});
