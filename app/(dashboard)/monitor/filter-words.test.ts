import { describe, expect, it } from "vitest";
import { activeFilterCount, filterWords } from "./filter-words";
import { EMPTY_SELECTION, monitorHref, narrowed } from "./search-params";

const selection = {
  ...EMPTY_SELECTION,
  state: ["failed", "R"] as ("failed" | "R")[],
  jobName: ["CLOSE_*", "OPEN_*"],
  from: "now-24h",
  returnCode: 0,
  size: 100 as const,
};

describe("the active filters in words", () => {
  it("name every filter with its value, and nothing that is no filter", () => {
    expect(filterWords(selection).map(({ label, value }) => `${label}: ${value}`)).toEqual([
      "State: Failed",
      "State: R Active",
      "Job name: CLOSE_*, OPEN_*",
      "Return code: 0",
      "Submitted from: 24 h ago",
    ]);
    expect(activeFilterCount({ ...EMPTY_SELECTION, size: 100, sort: "started", view: "v" })).toBe(
      0,
    );
  });

  it("say what the list is without each of them", () => {
    const addresses = filterWords(selection).map(({ without }) =>
      monitorHref(narrowed(selection, without)),
    );
    expect(addresses[0]).toBe(
      "/monitor?jobName=CLOSE_*,OPEN_*&state=R&returnCode=0&from=now-24h&size=100",
    );
    expect(addresses[4]).toBe(
      "/monitor?jobName=CLOSE_*,OPEN_*&state=failed,R&returnCode=0&size=100",
    );
  });
});
