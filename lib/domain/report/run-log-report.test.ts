import { describe, expect, it } from "vitest";
import { indented, spanMs, summaryOf } from "./run-log-report";
import { htmlText, spanWords } from "./run-log-report-html";
import { reportSelectionFrom, selectionFileName, selectionWords } from "./run-log-selection";

const NOW = new Date("2026-03-02T10:00:00Z");

describe("the head of a run-log report", () => {
  it("adds up the states; the mean is of the runs that started and ended", () => {
    const figures = [
      { state: "Completed", runs: 3, timed: 3, durationMs: 3000, maxDurationMs: 2000 },
      { state: "Error", runs: 1, timed: 1, durationMs: 4500, maxDurationMs: 4500 },
      { state: "Scheduled", runs: 2, timed: 0, durationMs: 0, maxDurationMs: 0 },
    ] as const;
    expect(summaryOf(figures)).toEqual({
      runs: 6,
      states: [
        { state: "Scheduled", runs: 2 },
        { state: "Completed", runs: 3 },
        { state: "Error", runs: 1 },
      ],
      successRate: 0.75,
      totalDurationMs: 7500,
      meanDurationMs: 1875,
      maxDurationMs: 4500,
    });
  });

  it("knows no rate and no duration where nothing has ended", () => {
    expect(summaryOf([])).toMatchObject({
      runs: 0,
      successRate: null,
      meanDurationMs: null,
      maxDurationMs: null,
    });
  });
});

describe("the lines of a run-log report", () => {
  it("never tell of a span below zero, nor of one that has no end", () => {
    expect(spanMs(NOW, new Date(NOW.getTime() - 5))).toBe(0);
    expect(spanMs(NOW, null)).toBeNull();
  });

  it("put what is below a run right behind it, in its order, one deeper", () => {
    const members = [
      { id: "s1", parentId: "root" },
      { id: "s2", parentId: "root" },
      { id: "c1", parentId: "s1" },
      { id: "n1", parentId: "c1" },
      { id: "c2", parentId: "s1" },
    ];
    expect(indented("root", members).map(({ member, depth }) => [member.id, depth])).toEqual([
      ["s1", 1],
      ["c1", 2],
      ["n1", 3],
      ["c2", 2],
      ["s2", 1],
    ]);
  });

  it("write spans of any length and texts of any content", () => {
    expect([spanWords(null), spanWords(0), spanWords(90_061_007)]).toEqual([
      "–",
      "00:00:00.000",
      "25:01:01.007",
    ]);
    expect(htmlText(`<a href='x' title="y">&\u001b[31m\u0000</a>`)).toBe(
      "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;&lt;/a&gt;",
    );
  });
});

describe("the selection of a report", () => {
  it("is the last day when nothing is said, and a day before its end", () => {
    const last = reportSelectionFrom({}, NOW);
    const bounds = last.ok && [last.selection.from.toISOString(), last.selection.to];
    expect(bounds).toEqual(["2026-03-01T10:00:00.000Z", NOW]);
  });

  it.each([
    [{ from: NOW, to: NOW }, "from"],
    [{ from: new Date("2025-01-01T00:00:00Z"), to: NOW }, "from"],
    [{ definition: "A", name: "B*" }, "definition"],
  ])("is refused where it is none: %o", (wish, field) => {
    expect(reportSelectionFrom(wish, NOW)).toMatchObject({ ok: false, field });
  });

  it("is told in words, and names files in letters that every system takes", () => {
    const wish = { name: "CL*/x", state: ["Error" as const, "Error" as const] };
    const result = reportSelectionFrom(wish, NOW);
    if (!result.ok) throw new Error(result.reason);
    expect(selectionWords(result.selection)).toBe(
      "Runs of jobs named CL*/x in state Error, submitted from 2026-03-01 10:00:00 UTC until 2026-03-02 10:00:00 UTC",
    );
    expect(selectionFileName(result.selection)).toBe("CL_x_20260301T1000_20260302T1000");
  });
});
