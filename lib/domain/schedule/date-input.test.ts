import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatUtc, parseDateInput } from "./date-input";

function isoOf(value: unknown): string {
  const result = parseDateInput(value);
  return result.ok ? result.at.toISOString() : `refused: ${result.reason}`;
}

describe("date strings", () => {
  it.each([
    ["1994-11-05T08:15:30-05:00", "1994-11-05T13:15:30.000Z"],
    ["Sat, 05 Nov 1994 08:15:30 GMT", "1994-11-05T08:15:30.000Z"],
    ["5 Nov 1994 08:15 -0500", "1994-11-05T13:15:00.000Z"],
    ["Sat, 05 Nov 94 08:15:30 EST", "1994-11-05T13:15:30.000Z"],
    ["2013-02-08", "2013-02-08T00:00:00.000Z"],
    ["20130208", "2013-02-08T00:00:00.000Z"],
    ["2013-02", "2013-02-01T00:00:00.000Z"],
    ["2013-W06-5", "2013-02-08T00:00:00.000Z"],
    ["2013W065", "2013-02-08T00:00:00.000Z"],
    ["2013-W06", "2013-02-04T00:00:00.000Z"],
    ["2013-039", "2013-02-08T00:00:00.000Z"],
    ["2012-366", "2012-12-31T00:00:00.000Z"],
    ["2020-W53-5", "2021-01-01T00:00:00.000Z"],
    ["2013-02-08 09+07:00", "2013-02-08T02:00:00.000Z"],
    ["2013-02-08 09", "2013-02-08T09:00:00.000Z"],
    ["2013-02-08T09:30:26Z", "2013-02-08T09:30:26.000Z"],
    ["2015-12-08 09:30:26.123", "2015-12-08T09:30:26.123Z"],
    ["2015-12-08T09:30:26,5+0530", "2015-12-08T04:00:26.500Z"],
    ["20151208T093026Z", "2015-12-08T09:30:26.000Z"],
    ["2015-10-20 04:30 +0000", "2015-10-20T04:30:00.000Z"],
    ["2026-01-31T24:00", "2026-02-01T00:00:00.000Z"],
    ["0001-01-01", "0001-01-01T00:00:00.000Z"],
    ["9999-12-31 23:59:59", "9999-12-31T23:59:59.000Z"],
    ["  2013-02-08  ", "2013-02-08T00:00:00.000Z"],
  ])("%s is %s", (text, iso) => {
    expect(isoOf(text)).toBe(iso);
    expect(isoOf({ date: text })).toBe(iso);
    expect(isoOf({ date: text, format: null })).toBe(iso);
  });

  it.each([
    "",
    " ",
    "now",
    "2013",
    "13-02-08",
    "2013-2-8",
    "2013-02-30",
    "2023-02-29",
    "2013-13-01",
    "2013-00-10",
    "2013-W54-1",
    "2015-W00-1",
    "2013-366",
    "2013-000",
    "2013-02-08T25:00",
    "2013-02-08T10:60",
    "2013-02-08T10:00:60",
    "2013-02-08T24:01",
    "2013-02-08T10:00+25:00",
    "2013-02-08Z",
    "0000-01-01",
    "0001-01-01T00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "+012013-01-01",
    "Fri, 05 Nov 1994 08:15:30 GMT",
    "31 Feb 2020 10:00 GMT",
    "Sat, 05 Nov 1994",
    "2013-02-08T10:00Q",
    "08/02/2013",
    "1700000000",
    "2013-02-08\u0000",
    "<b>2013-02-08</b>",
    "'; drop table run; --",
    "２０１３-02-08",
  ])("%j is refused", (text) => {
    expect(isoOf(text)).toContain("refused: ");
  });

  it.each([
    null,
    undefined,
    5,
    Number.NaN,
    true,
    [],
    ["2013-02-08"],
    {},
    { date: 5 },
    { format: "YYYY" },
    { date: "2013", format: 5 },
    { date: "2013-02-08", other: 1 },
  ])("the value %j is refused", (value) => {
    expect(isoOf(value)).toContain("refused: must be a date string or an object");
  });

  it("refuses 10 kB at once, in every position", () => {
    const long = "1".repeat(10_000);
    for (const value of [
      long,
      { date: long },
      { date: long, format: "X" },
      { date: "1", format: long },
    ]) {
      expect(isoOf(value)).toContain("longer than 255");
    }
  });
});

describe("dates with a format", () => {
  it.each([
    ["2015-10-20 04:30 +0000", "YYYY-MM-DD HH:mm Z", "2015-10-20T04:30:00.000Z"],
    ["2017-08-21", "YYYY-MM-DD", "2017-08-21T00:00:00.000Z"],
    ["21.8.17", "D.M.YY", "2017-08-21T00:00:00.000Z"],
    ["69-01-01", "YY-MM-DD", "1969-01-01T00:00:00.000Z"],
    ["2017 3", "YYYY Q", "2017-07-01T00:00:00.000Z"],
    ["Aug 1st, 2017", "MMM Do, YYYY", "2017-08-01T00:00:00.000Z"],
    ["august 22ND 2017", "MMMM Do YYYY", "2017-08-22T00:00:00.000Z"],
    ["2017 233", "YYYY DDD", "2017-08-21T00:00:00.000Z"],
    ["2017001", "YYYYDDDD", "2017-01-01T00:00:00.000Z"],
    ["1410715640.579", "X", "2014-09-14T17:27:20.579Z"],
    ["-1", "X", "1969-12-31T23:59:59.000Z"],
    ["1410715640579", "x", "2014-09-14T17:27:20.579Z"],
    ["2015 7 5", "GGGG W E", "2015-02-13T00:00:00.000Z"],
    ["15-W06-5", "GG-[W]WW-E", "2015-02-06T00:00:00.000Z"],
    ["2015 06 5", "gggg ww e", "2015-02-06T00:00:00.000Z"],
    ["15 6 0", "gg w e", "2015-02-01T00:00:00.000Z"],
    ["2017-08-21 9:05:07 pm", "YYYY-MM-DD h:m:s a", "2017-08-21T21:05:07.000Z"],
    ["2017-08-21 12:00 AM", "YYYY-MM-DD hh:mm A", "2017-08-21T00:00:00.000Z"],
    ["2017-08-21 12:00 PM", "YYYY-MM-DD hh:mm A", "2017-08-21T12:00:00.000Z"],
    ["2017-08-21T21:05:07.5", "YYYY-MM-DDTHH:mm:ss.S", "2017-08-21T21:05:07.500Z"],
    ["2017-08-21 21:05:07.05", "YYYY-MM-DD HH:mm:ss.SS", "2017-08-21T21:05:07.050Z"],
    ["2017-08-21 21:05:07.123-0130", "YYYY-MM-DD H:mm:ss.SSSZZ", "2017-08-21T22:35:07.123Z"],
    ["2017-08-21 21:05 Z", "YYYY-MM-DD HH:mm Z", "2017-08-21T21:05:00.000Z"],
    ["on 2017-08-21 at 5", "[on] YYYY-MM-DD [at] H", "2017-08-21T05:00:00.000Z"],
  ])("%s by %s is %s", (date, format, iso) => {
    expect(isoOf({ date, format })).toBe(iso);
  });

  it.each([
    ["2017-02-30", "YYYY-MM-DD"],
    ["2017-13-01", "YYYY-MM-DD"],
    ["2017-8-21", "YYYY-MM-DD"],
    ["2017-08-21 ", "YYYY-MM-DD HH"],
    ["2017-08-21x", "YYYY-MM-DD"],
    ["2017 5", "YYYY Q"],
    ["2017 1 08", "YYYY Q MM"],
    ["1th August 2017", "Do MMMM YYYY"],
    ["Sept 1 2017", "MMM D YYYY"],
    ["2017 366", "YYYY DDD"],
    ["2017 53 1", "GGGG W E"],
    ["13 pm 2017", "hh a YYYY"],
    ["0 pm 2017", "h a YYYY"],
    ["25 2017", "H YYYY"],
    ["12:30", "HH:mm"],
    ["08-21", "MM-DD"],
    ["2017 2018", "YYYY YYYY"],
    ["2017", "YYYYY"],
    ["2017 Mon", "YYYY ddd"],
    ["2017 1410715640", "YYYY X"],
    ["99999999999999999999", "x"],
    ["1e5", "X"],
    ["0000-01-01", "YYYY-MM-DD"],
    ["abc", "[abc]"],
    ["", ""],
    ["2017-08-21 10 +99:00", "YYYY-MM-DD HH Z"],
  ])("%j by %j is refused", (date, format) => {
    expect(isoOf({ date, format })).toContain("refused: ");
  });

  it("answers any pair of texts without throwing", () => {
    const format = fc.string({
      maxLength: 60,
      unit: fc.constantFrom(..."YMDdQXxgwGWEehHaAmsSZ[] -:oT1"),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), format, (date, pattern) => {
        const result = parseDateInput({ date, format: pattern });
        return result.ok ? Number.isFinite(result.at.getTime()) : result.reason.length > 0;
      }),
    );
  });
});

describe("output", () => {
  it("reads its own output back, to the second", () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date("0001-01-01T00:00:00Z"),
          max: new Date("9999-12-31T23:59:59Z"),
          noInvalidDate: true,
        }),
        (at) => {
          const seconds = new Date(Math.floor(at.getTime() / 1000) * 1000).toISOString();
          expect(isoOf(formatUtc(at))).toBe(seconds);
          expect(isoOf(formatUtc(at, "T"))).toBe(seconds);
        },
      ),
    );
    expect(formatUtc(new Date("2015-10-20T04:30:00.999Z"))).toBe("2015-10-20 04:30:00");
    expect(formatUtc(new Date("2015-10-20T04:30:00Z"), "T")).toBe("2015-10-20T04:30:00");
  });
});
