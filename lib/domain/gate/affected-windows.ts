import { referencesOf, type TimeWindow } from "@/lib/domain/schedule/time-window";

type Windows = ReadonlyMap<string, TimeWindow>;

/** The windows that refer to a window themselves, in the order of their names. */
export function windowsReferringTo(windows: Windows, name: string): string[] {
  return [...windows]
    .filter(([, window]) => referencesOf(window).includes(name))
    .map(([referring]) => referring)
    .sort();
}

/** The windows that count the working days of a calendar, in the order of their names. */
export function windowsOfCalendar(windows: Windows, calendar: string): string[] {
  return [...windows]
    .filter(([, window]) => window.calendar === calendar)
    .map(([name]) => name)
    .sort();
}

/** These windows and all that are open or closed by them, however many windows lie between. */
export function affectedWindows(windows: Windows, changed: readonly string[]): string[] {
  const affected = new Set(changed);
  // A set is gone through in the order of insertion, what is added on the way included.
  for (const name of affected) {
    for (const referring of windowsReferringTo(windows, name)) affected.add(referring);
  }
  return [...affected];
}
