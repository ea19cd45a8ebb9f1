"use client";

import { useNow } from "@/components/layout/now-provider";
import { useLocalZone } from "@/components/schedules/use-local-zone";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { formatRelative, formatTime, formatWeekday } from "@/lib/format/format-when";

type NextTimesProps = {
  times: readonly Date[];
  /** Zone the schedule is read in, shown besides UTC and the local time when it is a third one. */
  timeZone: string;
};

/** The coming starts in UTC, in the zone of the schedule and in the time of whoever looks. */
export function NextTimes({ times, timeZone }: NextTimesProps) {
  const now = useNow(1_000);
  const localZone = useLocalZone();
  const zones = [timeZone, localZone ?? "UTC"].filter(
    (zone, index, all) => zone !== "UTC" && zone !== "Etc/UTC" && all.indexOf(zone) === index,
  );
  return (
    <Table caption={`The next ${times.length} starts`}>
      <thead>
        <tr>
          <Th>UTC</Th>
          {zones.map((zone) => (
            <Th key={zone}>{zone === localZone ? `Local time (${zone})` : zone}</Th>
          ))}
          <Th numeric>In</Th>
        </tr>
      </thead>
      <tbody>
        {times.map((at) => (
          <Tr key={at.toISOString()}>
            <Td mono className="whitespace-nowrap">
              <time dateTime={at.toISOString()}>
                <span className="text-ink-muted">{formatWeekday(at, now)}</span> {formatTime(at)}
              </time>
            </Td>
            {zones.map((zone) => (
              <Td key={zone} mono className="whitespace-nowrap text-ink-muted">
                {zonedText(at, zone)}
              </Td>
            ))}
            <Td numeric className="text-ink-muted">
              <span suppressHydrationWarning>{formatRelative(at, now).replace(/^in /, "")}</span>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function zonedText(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("weekday")} ${part("day")} ${part("month").slice(0, 3)} ${part("hour")}:${part("minute")}:${part("second")}`;
}
