import {
  clockText,
  dayLabel,
  daySentence,
  spanText,
  weekSentence,
} from "@/components/gates/week-picture-words";
import type { MinuteSpan, WindowDay } from "@/lib/domain/schedule/window-week";
import { cn } from "@/lib/format/cn";

type WeekPictureProps = {
  /** Seven days in order, from `weekPicture`. */
  days: readonly WindowDay[];
  /** The zone whose clock the days show. */
  timeZone: string;
  /** Where a line marks the present: a day of the week shown and a minute of its clock. */
  now?: { day: string; minute: number };
  className?: string;
};

const MINUTES_PER_DAY = 1440;
/** The hours that may be named and lined; the narrower the picture, the fewer are. */
const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];
const ROW = "grid grid-cols-[4.75rem_minmax(0,1fr)] items-center";

/** When a time window is open within one week, a row per day; the same as a list for screen readers. */
export function WeekPicture({ days, timeZone, now, className }: WeekPictureProps) {
  return (
    <figure className={cn("@container min-w-0", className)}>
      <div role="img" aria-label={weekSentence(days, timeZone)}>
        <HoursAxis />
        {days.map((day) => (
          <div key={day.day} className={ROW}>
            <span className="truncate text-xs text-ink-muted">{dayLabel(day)}</span>
            <DayTrack day={day} nowMinute={now?.day === day.day ? now.minute : null} />
          </div>
        ))}
      </div>
      <ul className="sr-only">
        {days.map((day) => (
          <li key={day.day}>{daySentence(day)}</li>
        ))}
      </ul>
      <figcaption className="mt-1.5 text-xs text-ink-muted">Times in {timeZone}</figcaption>
    </figure>
  );
}

function HoursAxis() {
  return (
    <div className={ROW}>
      <span />
      <div className="relative h-5 font-mono text-2xs text-ink-muted">
        {HOURS.map((hour) => (
          <span
            key={hour}
            className={cn(
              "absolute bottom-0.5",
              hour > 0 && (hour < 24 ? "-translate-x-1/2" : "-translate-x-full"),
              hour % 6 !== 0 ? "hidden @md:inline" : hour % 12 !== 0 && "hidden @2xs:inline",
            )}
            style={{ left: percent(hour * 60) }}
          >
            {clockText(hour * 60)}
          </span>
        ))}
      </div>
    </div>
  );
}

function DayTrack({ day, nowMinute }: { day: WindowDay; nowMinute: number | null }) {
  return (
    <div className="relative my-px h-6 overflow-hidden border border-line bg-sunken">
      {HOURS.filter((hour) => hour > 0 && hour < 24).map((hour) => (
        <span
          key={hour}
          className={cn(
            "absolute inset-y-0 border-l border-line",
            hour % 6 !== 0 && "hidden @md:inline",
          )}
          style={{ left: percent(hour * 60) }}
        />
      ))}
      {day.spans.map((span) => (
        <OpenSpan key={span.fromMinute} span={span} />
      ))}
      {day.spans.length === 0 && (
        <span className="absolute inset-y-0 left-1.5 text-2xs leading-5.5 text-ink-faint">
          closed
        </span>
      )}
      {nowMinute !== null && (
        <span
          className="absolute inset-y-0 border-l-2 border-dashed border-ink"
          style={{ left: percent(nowMinute) }}
        />
      )}
    </div>
  );
}

/** At least as wide as its edges, so that a minute can be seen. */
function OpenSpan({ span }: { span: MinuteSpan }) {
  return (
    <span
      title={spanText(span)}
      className="absolute inset-y-0.5 min-w-1 rounded-xs border border-accent bg-accent-soft forced-color-adjust-none"
      style={{ left: percent(span.fromMinute), width: percent(span.toMinute - span.fromMinute) }}
    />
  );
}

function percent(minutes: number): string {
  return `${(minutes / MINUTES_PER_DAY) * 100}%`;
}
