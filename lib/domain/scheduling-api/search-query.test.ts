import { describe, expect, it } from "vitest";
import { parseSearchQuery } from "./search-query";

describe("parseSearchQuery", () => {
  it("reads words and qualifiers in any order", () => {
    expect(
      parseSearchQuery("job startTime:>2011-02-18 active:false  endTime:<=2012-01-01T10:00:30 x"),
    ).toEqual({
      words: ["job", "x"],
      active: false,
      times: [
        { field: "startTime", comparison: ">", at: new Date("2011-02-18T00:00:00Z") },
        { field: "endTime", comparison: "<=", at: new Date("2012-01-01T10:00:30Z") },
      ],
    });
  });

  it("takes addresses and clock times for words", () => {
    expect(parseSearchQuery("https://example.com/a 10:30 :x").words).toEqual([
      "https://example.com/a",
      "10:30",
      ":x",
    ]);
  });

  it.each([
    [null, "Search query not provided"],
    ["   ", "Search query not provided"],
    ["name:x", "Field not recognized"],
    ["Active:true", "Field not recognized"],
    ["active:", "active must be true or false"],
    ["active:>true", "active must be true or false"],
    ["startTime:2011-02-18", "Operator not specified for startTime"],
    ["endTime:=2011-02-18", "Operator not specified for endTime"],
    ["startTime:>2011-2-18", "Date format must be YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD"],
    ["startTime:>2011-02-18T10:00", "Date format must be YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD"],
    ["startTime:>2011-02-18T24:00:00", "Date format must be YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD"],
    ["startTime:><2011-02-18", "Date format must be YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD"],
  ])("refuses %s with the documented text", (q, reason) => {
    expect(() => parseSearchQuery(q)).toThrow(reason);
  });
});
