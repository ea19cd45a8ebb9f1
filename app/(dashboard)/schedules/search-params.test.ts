import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SCHEDULE_MODES } from "@/lib/domain/schedule/schedule-spec";
import { DEFAULT_SCHEDULE_LIST, parseScheduleList, scheduleListHref } from "./search-params";

const queryOf = (href: string) => new URL(href, "http://x.test").searchParams;

describe("the address of the schedules", () => {
  it("is bare while nothing is narrowed", () => {
    expect(scheduleListHref(DEFAULT_SCHEDULE_LIST)).toBe("/schedules");
  });

  it("gives back every view it was made from", () => {
    const view = fc.record({
      view: fc.constantFrom("list", "agenda"),
      q: fc.string({ maxLength: 40 }).map((text) => text.trim()),
      mode: fc.constantFrom("", ...SCHEDULE_MODES),
      active: fc.constantFrom("", "yes", "no"),
      sort: fc.constantFrom("next", "definition", "created"),
      order: fc.constantFrom("asc", "desc"),
      cursor: fc.constantFrom("", "WyJhZnRlciJd"),
    } as const);
    fc.assert(
      fc.property(view, (whole) => {
        expect(parseScheduleList(queryOf(scheduleListHref(whole)))).toEqual(whole);
      }),
    );
  });

  it("takes what it does not understand for absent", () => {
    const strange = new URLSearchParams("view=year&mode=yearly&active=1&sort=size&cursor=a b");
    expect(parseScheduleList(strange)).toEqual(DEFAULT_SCHEDULE_LIST);
  });
});
