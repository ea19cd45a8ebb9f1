import { describe, expect, it } from "vitest";
import { DEFAULT_LAYOUT, movedColumn, parseLayout, withColumn } from "./monitor-layout";

describe("the layout of the list", () => {
  it("comes back as it was stored", () => {
    const layout = {
      columns: ["queue", "why"] as const,
      widths: { why: 300, run: 200 },
      density: "comfortable" as const,
    };
    expect(parseLayout(JSON.parse(JSON.stringify(layout)))).toEqual(layout);
  });

  it.each([null, "", 7, [], { columns: 3, widths: "a", density: "loose" }])(
    "is as usual when %j was stored",
    (stored) => {
      expect(parseLayout(stored)).toEqual(DEFAULT_LAYOUT);
    },
  );

  it("leaves out columns it does not know and widths no column can have", () => {
    const stored = { columns: ["why", "mood", "why"], widths: { why: 9, queue: "wide", mood: 90 } };
    expect(parseLayout(stored)).toMatchObject({ columns: ["why"], widths: { why: 48 } });
  });

  it("shows a column last and moves it by one place, not beyond the ends", () => {
    expect(withColumn(["why", "queue"], "why", true)).toEqual(["queue", "why"]);
    expect(withColumn(["why", "queue"], "why", false)).toEqual(["queue"]);
    expect(movedColumn(["why", "queue", "code"], "code", -1)).toEqual(["why", "code", "queue"]);
    expect(movedColumn(["why", "queue"], "queue", 1)).toEqual(["why", "queue"]);
  });
});
