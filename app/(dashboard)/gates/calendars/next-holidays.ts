/** The first holidays on or after a day; both as `YYYY-MM-DD`, the holidays ascending. */
export function nextHolidays(holidays: readonly string[], today: string, most: number): string[] {
  return holidays.filter((day) => day >= today).slice(0, most);
}
