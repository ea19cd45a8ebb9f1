import { describe, expect, it } from "vitest";
import { parseReportView, reportHref, statesOf } from "./search-params";

const NOW = new Date("2026-03-02T10:20:30Z");
const parse = (query: string) => parseReportView(new URLSearchParams(query), NOW);

describe("the address of the run-log report", () => {
  it("means the last day, up to the end of this minute, when it says nothing", () => {
    expect(parse("")).toEqual({
      ...{ job: "", state: "", cursor: "" },
      from: "2026-03-01 10:21:00",
      to: "2026-03-02 10:21:00",
    });
  });

  it("means the day before the end when only that is given, and keeps what was typed", () => {
    expect(parse("to=2026-02-10").from).toBe("2026-02-09 00:00:00");
    expect(parse("from=yesterday").from).toBe("yesterday");
  });

  it("is written the way it is read", () => {
    const view = parse("job=CLOSE*&state=failed&from=2026-03-01 00:00&to=2026-03-02");
    expect(parse(new URL(reportHref(view), "http://x").search)).toEqual(view);
    expect(statesOf(view)).toEqual(["Error", "Killed", "Unknown"]);
    expect(statesOf(parse("state=nonsense"))).toBeUndefined();
  });
});
