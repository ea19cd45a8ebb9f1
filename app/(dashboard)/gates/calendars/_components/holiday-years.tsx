import { Card } from "@/components/ui/card";
import { cn } from "@/lib/format/cn";
import { formatCount } from "@/lib/format/format-number";
import { formatWeekday } from "@/lib/format/format-when";

type HolidayYearsProps = {
  holidays: readonly string[];
  /** `YYYY-MM-DD` */
  today: string;
};

/** The holidays of a calendar, year by year; past ones are paler. */
export function HolidayYears({ holidays, today }: HolidayYearsProps) {
  const years = [...new Set(holidays.map((day) => day.slice(0, 4)))];
  return (
    <Card title="Holidays" description={formatCount(holidays.length, "day")}>
      {years.length === 0 && <p className="text-sm text-ink-muted">It has no holiday.</p>}
      <div className="grid gap-4">
        {years.map((year) => (
          <section key={year} aria-label={year}>
            <h3 className="text-sm font-medium">{year}</h3>
            <ul className="mt-1 grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-x-3 text-sm tabular-nums">
              {holidays
                .filter((day) => day.startsWith(year))
                .map((day) => (
                  <li key={day} className={cn(day < today && "text-ink-faint")}>
                    <time dateTime={day}>{dayText(day)}</time>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Card>
  );
}

/** `Fri 25 Dec`; the year stands above. */
function dayText(day: string): string {
  const midnight = new Date(`${day}T00:00:00Z`);
  return formatWeekday(midnight, midnight);
}
