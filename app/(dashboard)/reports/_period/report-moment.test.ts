import { describe, expect, it } from "vitest";
import { fieldValueOf, instantsOf, parseReportPeriod, reportHref } from "./report-moment";

const now = new Date("2026-11-20T10:20:30Z");
const read = (text: string) => parseReportPeriod(new URLSearchParams(text));

describe("the period of a report in its address", () => {
  it("takes tokens, instants and the texts of date fields, which are UTC", () => {
    expect(read("from=now-24h&to=2026-11-20T02:00")).toEqual({
      from: "now-24h",
      to: "2026-11-20T02:00:00Z",
    });
  });

  it.each(["from=yesterday's&to=x", "from=2026-13-01T00:00", "from=2026-02-30T99:00", ""])(
    "counts what cannot be understood as absent: %j",
    (text) => expect(read(text)).toEqual({ from: "", to: "" }),
  );

  it("is written as it was read", () => {
    const period = read("from=now-7d&to=2026-11-20T02:00");
    const href = reportHref("/reports/load", { ...period });
    expect(href).toBe("/reports/load?from=now-7d&to=2026-11-20T02:00:00Z");
    expect(parseReportPeriod(new URL(href, "http://x").searchParams)).toEqual(period);
    expect(reportHref("/reports/load", { from: "" })).toBe("/reports/load");
  });

  it("means instants when it is read, and shows them in its fields", () => {
    expect(instantsOf({ from: "now-24h", to: "" }, now)).toEqual({
      from: new Date("2026-11-19T10:20:30Z"),
      to: undefined,
    });
    expect(fieldValueOf("now-24h", now)).toBe("2026-11-19T10:20");
    expect(fieldValueOf("", now)).toBe("");
  });
});
