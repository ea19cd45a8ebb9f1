import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { WeekPicture } from "@/components/gates/week-picture";
import { daySentence, weekSentence } from "@/components/gates/week-picture-words";
import { weekPicture } from "@/lib/domain/schedule/window-week";

const weekStart = new Date("2026-11-02T00:00Z");
const lookup = { window: () => null, calendar: () => null };
const OFFICE = weekPicture(
  {
    timeZone: "UTC",
    elements: [
      { weekdays: ["mon", "tue", "wed", "thu", "fri"], from: "06:00", to: "12:00" },
      { weekdays: ["mon"], from: "18:00" },
    ],
  },
  { weekStart, lookup },
);
const ALWAYS = weekPicture({ timeZone: "UTC", elements: [{}] }, { weekStart, lookup });
const NEVER = weekPicture({ timeZone: "UTC", elements: [] }, { weekStart, lookup });

describe("the week of a window in words", () => {
  it("names the openings of a day", () => {
    expect(OFFICE.map(daySentence)).toEqual([
      "Mon 2 Nov: open 06:00 to 12:00, 18:00 to 24:00",
      "Tue 3 Nov: open 06:00 to 12:00",
      "Wed 4 Nov: open 06:00 to 12:00",
      "Thu 5 Nov: open 06:00 to 12:00",
      "Fri 6 Nov: open 06:00 to 12:00",
      "Sat 7 Nov: closed",
      "Sun 8 Nov: closed",
    ]);
    expect(ALWAYS.map(daySentence)[0]).toBe("Mon 2 Nov: open all day");
  });

  it.each([
    [OFFICE, "open on 5 of 7 days"],
    [ALWAYS, "open all week"],
    [NEVER, "closed all week"],
  ])("sums the week up", (days, words) => {
    expect(weekSentence(days, "UTC")).toBe(
      `Openings in the week from Mon 2 Nov, UTC time: ${words}`,
    );
  });
});

describe("the picture of a week", () => {
  const markup = renderToStaticMarkup(
    <WeekPicture days={OFFICE} timeZone="UTC" now={{ day: "2026-11-03", minute: 360 }} />,
  );

  it("has a text alternative and the same as a list", () => {
    expect(markup).toContain(
      'role="img" aria-label="Openings in the week from Mon 2 Nov, UTC time: open on 5 of 7 days"',
    );
    for (const day of OFFICE) expect(markup).toContain(`<li>${daySentence(day)}</li>`);
  });

  it("draws each opening where it lies in the day", () => {
    expect(markup.match(/title="06:00 to 12:00"[^>]*style="left:25%;width:25%"/g)).toHaveLength(5);
    expect(markup.match(/title="18:00 to 24:00"[^>]*style="left:75%;width:25%"/g)).toHaveLength(1);
  });

  it("says that a day is closed and marks the present once", () => {
    expect(markup.match(/>closed</g)).toHaveLength(2);
    expect(markup.match(/border-dashed[^>]*style="left:25%"/g)).toHaveLength(1);
  });
});
