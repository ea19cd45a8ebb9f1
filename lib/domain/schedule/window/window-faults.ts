import { type Calendar, isWeekend, isWorkdayNumber } from "../calendar";
import { dayNumber } from "../date/civil-day";
import type { TimeWindow, WindowElement, WindowLookup } from "../time-window";
import { elementRule, openingDays } from "./element-days";
import { dayOfIsoDate } from "./iso-date";
import { MAX_NESTING, type ReferenceFault, referenceCheck } from "./reference-fault";

/** Something wrong with a window; with an error it must not be stored. */
export interface WindowFault {
  /** The field, such as `enabledDuring.0`. */
  readonly path: string;
  /** Follows the name of the field. */
  readonly message: string;
  readonly severity: "error" | "warning";
}

/** Every combination of date and weekday comes once within 28 years. */
const CYCLE_FIRST_DAY = dayNumber({ year: 2000, month: 1, day: 1 });
const CYCLE_LAST_DAY = dayNumber({ year: 2027, month: 12, day: 31 });

/**
 * What the form of a window cannot show: names that do not exist, windows that lead back to
 * themselves or stand on too many others (errors), and elements that can never be open (warnings; 4.6:
 * the conditions of an element must intersect). `path` names the window itself, if it has a name yet.
 */
export function windowFaults(
  window: TimeWindow,
  lookup: WindowLookup,
  path: readonly string[] = [],
): WindowFault[] {
  return [
    ...referenceFaults(window, lookup, path),
    ...calendarFaults(window, lookup),
    ...elementFaults(window, lookup),
  ];
}

function referenceFaults(
  window: TimeWindow,
  lookup: WindowLookup,
  path: readonly string[],
): WindowFault[] {
  const faultOf = referenceCheck(lookup);
  const faultsIn = (field: "enabledDuring" | "disabledDuring") =>
    (window[field] ?? []).flatMap((name, index): WindowFault[] => {
      const fault = faultOf(name, path);
      if (fault === null) return [];
      return [{ path: `${field}.${index}`, message: faultText(fault, name), severity: "error" }];
    });
  return [...faultsIn("enabledDuring"), ...faultsIn("disabledDuring")];
}

function faultText(fault: ReferenceFault, name: string): string {
  switch (fault.kind) {
    case "unknown":
      return fault.name === name
        ? `names the window '${name}', which does not exist`
        : `names the window '${name}', which needs '${fault.name}', which does not exist`;
    case "circle":
      return `leads back to where it began: ${fault.names.join(" → ")}`;
    case "depth":
      return `names the window '${name}', with which more than ${MAX_NESTING} windows stand on one another`;
  }
}

function calendarFaults({ calendar }: TimeWindow, lookup: WindowLookup): WindowFault[] {
  if (calendar === null || calendar === undefined || lookup.calendar(calendar) !== null) return [];
  const message = `names the calendar '${calendar}', which does not exist`;
  return [{ path: "calendar", message, severity: "error" }];
}

function elementFaults(window: TimeWindow, lookup: WindowLookup): WindowFault[] {
  if (window.elements.length === 0) {
    const message = "is empty: the window is always closed";
    return [{ path: "elements", message, severity: "warning" }];
  }
  const name = window.calendar ?? null;
  const calendar = (name === null ? null : lookup.calendar(name)) ?? { holidays: [] };
  return window.elements.flatMap((element, index): WindowFault[] => {
    if (canOpen(element, calendar)) return [];
    const message = "can never be open: no day meets all its conditions";
    return [{ path: `elements.${index}`, message, severity: "warning" }];
  });
}

function canOpen(element: WindowElement, calendar: Calendar): boolean {
  if (element.dates) {
    const rule = elementRule(element, (dayCount) => isWorkdayNumber(calendar, dayCount));
    return element.dates.some((date) => {
      const day = dayOfIsoDate(date);
      return day !== null && openingDays([rule], day, day).next().done === false;
    });
  }
  const rule = elementRule(element, (dayCount) => !isWeekend(calendar, dayCount));
  return openingDays([rule], CYCLE_FIRST_DAY, CYCLE_LAST_DAY).next().done === false;
}
