import type { WindowView } from "@/lib/domain/native-api/window-resource";
import { putWindowSchema, type TimeWindow } from "@/lib/domain/schedule/time-window";
import { WEEKDAYS, type Weekday } from "@/lib/domain/schedule/window/weekday";
import { entriesOf, numberFrom } from "../form-values";

/** One element of a window as it is typed: an empty text means no condition. */
export interface ElementDraft {
  weekdays: readonly Weekday[];
  workday: boolean;
  /** `1, 15, -1` */
  days: string;
  /** `1, 2, 12` */
  months: string;
  /** `2026-12-24, 2026-12-31` */
  dates: string;
  from: string;
  to: string;
}

/** An element without conditions: open all day every day. */
export const EMPTY_ELEMENT: ElementDraft = {
  weekdays: [],
  workday: false,
  days: "",
  months: "",
  dates: "",
  from: "",
  to: "",
};

/** A stored element as a form shows it. */
export function draftOfElement(element: WindowView["elements"][number]): ElementDraft {
  return {
    weekdays: element.weekdays ?? [],
    workday: element.workday === true,
    days: (element.days ?? []).join(", "),
    months: (element.months ?? []).join(", "),
    dates: (element.dates ?? []).join(", "),
    from: element.from ?? "",
    to: element.to ?? "",
  };
}

/** The element a draft stands for, as the schema takes it; what is no number stays text, for the schema to refuse. */
export function elementOf(draft: ElementDraft): Record<string, unknown> {
  const { weekdays, workday, from, to } = draft;
  const days = entriesOf(draft.days).map(numberFrom);
  const months = entriesOf(draft.months).map(numberFrom);
  const dates = entriesOf(draft.dates);
  return {
    ...(weekdays.length > 0
      ? { weekdays: WEEKDAYS.filter((weekday) => weekdays.includes(weekday)) }
      : {}),
    ...(workday ? { workday } : {}),
    ...(days.length > 0 ? { days } : {}),
    ...(months.length > 0 ? { months } : {}),
    ...(dates.length > 0 ? { dates } : {}),
    ...(from.trim() === "" ? {} : { from: from.trim() }),
    ...(to.trim() === "" ? {} : { to: to.trim() }),
  };
}

/** The window a draft stands for, without what it refers to; null while something in it cannot be understood. */
export function windowOfDraft(
  elements: readonly ElementDraft[],
  timeZone: string,
): TimeWindow | null {
  const parsed = putWindowSchema.safeParse({ timeZone, elements: elements.map(elementOf) });
  return parsed.success ? parsed.data : null;
}
