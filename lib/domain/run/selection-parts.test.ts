import { describe, expect, it } from "vitest";
import { RUN_STATES } from "./run-state";
import { fitsPattern, likePart, likePattern } from "./selection-patterns";
import { STATE_GROUPS, STATE_WORDS, statesMeantBy } from "./selection-states";
import { instantOfToken, isRelative, isTimeToken } from "./selection-time";
import { schedulingApiWords } from "./vocabularies";

const NOW = new Date("2026-03-01T13:14:15.167Z");

describe("a moment", () => {
  it.each([
    ["now", "2026-03-01T13:14:15.167Z"],
    ["now-24h", "2026-02-28T13:14:15.167Z"],
    ["now+90m", "2026-03-01T14:44:15.167Z"],
    ["now-7d", "2026-02-22T13:14:15.167Z"],
    ["now-2w", "2026-02-15T13:14:15.167Z"],
    ["today", "2026-03-01T00:00:00.000Z"],
    ["yesterday", "2026-02-28T00:00:00.000Z"],
    ["tomorrow", "2026-03-02T00:00:00.000Z"],
    ["2026-02-27", "2026-02-27T00:00:00.000Z"],
    ["2026-02-27T02:00:00+02:00", "2026-02-27T00:00:00.000Z"],
  ])("%s is %s", (token, at) => {
    expect(isTimeToken(token)).toBe(true);
    expect(instantOfToken(token, NOW)?.toISOString()).toBe(at);
  });

  it.each([
    "",
    "soon",
    "now-",
    "now-1y",
    "now-99999h",
    "2026-02-30",
    "Today",
    "20260227",
    "1969-12-31",
  ])("'%s' is none", (token) => {
    expect(isTimeToken(token)).toBe(false);
  });

  it("moves with the time of reading or stands still", () => {
    expect(["now-1h", "today"].map(isRelative)).toEqual([true, true]);
    expect(isRelative("2026-02-27")).toBe(false);
  });
});

describe("a word for states", () => {
  it.each(STATE_WORDS)("%s means at least one state", (word) => {
    expect(statesMeantBy([word]).states.length).toBeGreaterThan(0);
  });

  it("of the compatible API means just the runs that are shown with it", () => {
    const known = [
      null,
      "ACK_RECVD",
      "ACK_NOT_RECVD",
      "REQUEST_ERROR",
      "TIMEOUT",
      "ERROR",
      "SUCCESS",
    ];
    for (const state of RUN_STATES) {
      for (const detail of known) {
        const shown = schedulingApiWords(state, detail).runState;
        const { states, details } = statesMeantBy([shown]);
        const only = details.find((one) => one.state === state)?.only;
        const isApart = ["ACK_RECVD", "ACK_NOT_RECVD", "REQUEST_ERROR", "TIMEOUT"].includes(
          detail ?? "",
        );
        expect(states).toContain(state);
        if (only && isApart && schedulingApiWords(state, null).runState !== shown) {
          expect(only).toContain(detail);
        } else if (only) expect(only).toContain(null);
      }
    }
  });

  it("TIMEOUT means errors by their detail, with Error all of them", () => {
    expect(statesMeantBy(["TIMEOUT"])).toEqual({
      states: ["Error"],
      details: [{ state: "Error", only: ["TIMEOUT"] }],
    });
    expect(statesMeantBy(["TIMEOUT", "Error"])).toEqual({ states: ["Error"], details: [] });
  });

  it("A means the cancelled of TBTCO, and groups without live leave no state out and name none twice", () => {
    expect(statesMeantBy(["A"]).states).toEqual(["Error", "Killed", "Canceled"]);
    const groups = STATE_GROUPS.filter((group) => group !== "live");
    expect(groups.flatMap((group) => statesMeantBy([group]).states).sort()).toEqual(
      [...RUN_STATES].sort(),
    );
  });
});

describe("a name pattern", () => {
  it.each([
    ["CLOSE*", "close_books", true],
    ["CLOSE?", "CLOSE_", true],
    ["CLOSE?", "CLOSE", false],
    ["*BOOKS", "CLOSE_BOOKS", true],
    ["CLOSE", "CLOSE_BOOKS", false],
    ["A.B", "AXB", false],
    ["a(*", "A(B", true],
  ])("%s and %s: %s", (pattern, name, fits) => {
    expect(fitsPattern(pattern, name)).toBe(fits);
  });

  it("leaves what is no wildcard as it is", () => {
    expect(likePattern("A_B%C\\*?")).toBe("A\\_B\\%C\\\\%_");
    expect(likePart("5%*")).toBe("%5\\%*%");
  });
});
