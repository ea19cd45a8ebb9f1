import { describe, expect, it } from "vitest";
import { putWindowSchema } from "@/lib/domain/schedule/time-window";
import { draftOfElement, EMPTY_ELEMENT, elementOf, windowOfDraft } from "./window-draft";
import { windowInputFrom } from "./window-form";

const element = {
  weekdays: ["mon" as const, "fri" as const],
  workday: true as const,
  days: [1, -1],
  months: [12],
  dates: ["2026-12-24"],
  from: "22:00",
  to: "06:00",
};

describe("the form of a time window", () => {
  it("shows a stored element and makes the same of it again", () => {
    expect(elementOf(draftOfElement(element))).toEqual(element);
    expect(elementOf(draftOfElement({}))).toEqual({});
  });

  it("brings weekdays into their order, however they were chosen", () => {
    const draft = { ...EMPTY_ELEMENT, weekdays: ["sun", "mon"] as const };
    expect(elementOf(draft)).toEqual({ weekdays: ["mon", "sun"] });
  });

  it("leaves what is no number for the schema to refuse, at its place", () => {
    const elements = [{}, elementOf({ ...EMPTY_ELEMENT, days: "1, last" })];
    expect(putWindowSchema.safeParse({ elements }).error?.issues[0]?.path).toEqual([
      "elements",
      1,
      "days",
      1,
    ]);
  });

  it("draws nothing while something cannot be understood", () => {
    expect(windowOfDraft([EMPTY_ELEMENT], "UTC")).not.toBeNull();
    expect(windowOfDraft([EMPTY_ELEMENT], "Mars/Base")).toBeNull();
    expect(windowOfDraft([{ ...EMPTY_ELEMENT, from: "8" }], "UTC")).toBeNull();
  });

  it("sends the elements as JSON, and text that is none for the schema to refuse", () => {
    const form = new FormData();
    form.set("timeZone", "Europe/Berlin");
    form.set("elements", JSON.stringify([element]));
    form.append("disabledDuring", "LUNCH");
    expect(putWindowSchema.parse(windowInputFrom(form))).toMatchObject({
      timeZone: "Europe/Berlin",
      elements: [element],
      disabledDuring: ["LUNCH"],
      calendar: null,
    });
    form.set("elements", "{");
    expect(putWindowSchema.safeParse(windowInputFrom(form)).error?.issues[0]?.path).toEqual([
      "elements",
    ]);
  });
});
