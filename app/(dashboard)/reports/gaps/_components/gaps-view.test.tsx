import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Gap } from "@/lib/domain/report/gaps";
import { GapsView } from "./gaps-view";

const period = { from: new Date("2026-03-01T00:00:00Z"), until: new Date("2026-03-02T00:00:00Z") };
const late: Gap = {
  ...{ kind: "late", definition: "Close books", definitionId: "d1", schedule: "s1", run: "r1" },
  ...{ ticks: 0, plannedAt: period.from, until: period.until, lateMs: 600_000 },
  text: "It began 10 minutes after its planned time.",
};
const drawn = (items: Gap[], notes: string[] = []) =>
  renderToStaticMarkup(<GapsView report={{ period, notes, items }} />);

describe("the gaps", () => {
  it("say that nothing is missing when that is so, and still what was not looked at", () => {
    const markup = drawn([], ["Narrowed to a week."]);
    expect(markup).toContain("Nothing is missing");
    expect(markup).toContain("Narrowed to a week.");
  });

  it("stand in a card for each kind that has any, with why and where to go", () => {
    const markup = drawn([late, { ...late, kind: "silent", run: null, schedule: null }]);
    expect(markup).toContain("Late starts");
    expect(markup).toContain("Silent jobs");
    expect(markup).not.toContain("Missed ticks");
    for (const href of ["/definitions/d1", "/runs/r1", "/schedules/s1"])
      expect(markup).toContain(`href="${href}"`);
    expect(markup).toContain("10 m 00 s");
  });
});
