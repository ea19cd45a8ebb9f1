"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useNow } from "@/components/layout/now-provider";
import { InstantText } from "@/components/runs/instant-text";
import { RunStateBadge } from "@/components/runs/run-state-badge";
import { SCHEDULE_MODE_WORDS } from "@/components/schedules/schedule-modes";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Switch } from "@/components/ui/switch";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { formatCount } from "@/lib/format/format-number";
import { formatInstant } from "@/lib/format/format-when";
import type { ScheduleItem } from "../schedule-item";
import { ScheduleRowMenu } from "./schedule-row-menu";
import { useSwitchSchedules } from "./use-switch-schedules";

type ScheduleTableProps = {
  items: readonly ScheduleItem[];
  mayWrite: boolean;
  mayRun?: boolean;
  /** On the page of a definition, which need not be named in each row. */
  isOfOneDefinition?: boolean;
  /** The head of the sortable columns; plain words by default. */
  heads?: { definition: ReactNode; next: ReactNode };
};

/** Schedules with what they mean, when they start next and how they last went. */
export function ScheduleTable(props: ScheduleTableProps) {
  const { items, mayWrite, mayRun = false, isOfOneDefinition = false, heads } = props;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { switchSchedules, isBusy } = useSwitchSchedules();
  const now = useNow(60_000);
  const chosen = items.filter((item) => selected.has(item.id));

  function toggle(id: string, isOn: boolean) {
    const next = new Set(selected);
    if (isOn) next.add(id);
    else next.delete(id);
    setSelected(next);
  }

  async function switchChosen(active: boolean) {
    await switchSchedules(chosen.map(refOf), active);
    setSelected(new Set());
  }

  return (
    <>
      {mayWrite && chosen.length > 0 && (
        <div
          role="toolbar"
          aria-label="Chosen schedules"
          className="flex flex-wrap items-center gap-2 border-b border-line bg-selection/50 px-3 py-1.5 text-sm"
        >
          <span role="status">{formatCount(chosen.length, "schedule")} chosen</span>
          <Button size="sm" loading={isBusy} onClick={() => void switchChosen(true)}>
            Activate
          </Button>
          <Button size="sm" loading={isBusy} onClick={() => void switchChosen(false)}>
            Deactivate
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setSelected(new Set())}>
            Clear
          </Button>
        </div>
      )}
      <Table caption={formatCount(items.length, "schedule")}>
        <thead>
          <tr>
            {mayWrite && (
              <Th className="w-8">
                <Checkbox
                  aria-label="Choose all on this page"
                  checked={
                    chosen.length === 0 ? false : chosen.length === items.length || "indeterminate"
                  }
                  onCheckedChange={(isOn) =>
                    setSelected(new Set(isOn === true ? items.map((item) => item.id) : []))
                  }
                />
              </Th>
            )}
            <Th>Active</Th>
            {!isOfOneDefinition && (heads?.definition ?? <Th>Definition</Th>)}
            <Th>When</Th>
            <Th>Expression</Th>
            {heads?.next ?? <Th>Next run</Th>}
            <Th>Last run</Th>
            <Th>Window</Th>
            {(mayWrite || mayRun) && (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Tr key={item.id} selected={selected.has(item.id)}>
              {mayWrite && (
                <Td>
                  <Checkbox
                    aria-label={`Choose ${item.definitionName}, ${item.words}`}
                    checked={selected.has(item.id)}
                    onCheckedChange={(isOn) => toggle(item.id, isOn === true)}
                  />
                </Td>
              )}
              <Td>
                {mayWrite ? (
                  <Switch
                    aria-label={`Active: ${item.definitionName}, ${item.words}`}
                    checked={item.active}
                    disabled={isBusy}
                    onCheckedChange={(active) => void switchSchedules([refOf(item)], active)}
                  />
                ) : (
                  <span className="text-ink-muted">{item.active ? "active" : "inactive"}</span>
                )}
              </Td>
              {!isOfOneDefinition && (
                <Td className="max-w-56">
                  <Link
                    href={`/definitions/${item.definitionId}`}
                    className="block truncate hover:underline"
                    title={item.definitionName}
                  >
                    {item.definitionName}
                  </Link>
                </Td>
              )}
              <Td className="max-w-64 min-w-44 2xl:max-w-96">
                <Link
                  href={`/schedules/${item.id}`}
                  title={item.description || item.words}
                  className="block truncate font-medium hover:underline"
                >
                  {item.words}
                </Link>
              </Td>
              <Td mono className="max-w-52 text-ink-muted">
                <span className="block truncate" title={item.expression}>
                  <span className="text-ink">{SCHEDULE_MODE_WORDS[item.mode].word}</span>{" "}
                  {item.expression}
                </span>
              </Td>
              <Td mono className="whitespace-nowrap">
                <InstantText at={item.nextRunAt} />
                {item.nextRunAt !== null && (
                  <InstantText
                    at={item.nextRunAt}
                    form="relative"
                    className="ml-2 text-ink-muted"
                  />
                )}
              </Td>
              <Td>
                {item.lastRunId === null || item.lastRunState === null ? (
                  <span className="whitespace-nowrap text-ink-faint">never ran</span>
                ) : (
                  <Link href={`/runs/${item.lastRunId}`} className="hover:underline">
                    <RunStateBadge state={item.lastRunState} size="sm" />
                  </Link>
                )}
              </Td>
              <Td className="whitespace-nowrap text-ink-muted">{windowText(item, now)}</Td>
              {(mayWrite || mayRun) && (
                <Td className="w-8">
                  <ScheduleRowMenu schedule={item} mayWrite={mayWrite} mayRun={mayRun} />
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

function refOf({ id, definitionId }: ScheduleItem) {
  return { definitionId, scheduleId: id };
}

function windowText({ startAt, endAt }: ScheduleItem, now: Date): ReactNode {
  const isAhead = startAt !== null && startAt > now;
  if (!isAhead && endAt === null) return <span className="text-ink-faint">–</span>;
  const day = (at: Date) => at.toISOString().slice(0, 10);
  const parts = [isAhead && `from ${day(startAt)}`, endAt !== null && `until ${day(endAt)}`].filter(
    Boolean,
  );
  const full = [startAt, endAt]
    .map((at) => (at === null ? "open" : formatInstant(at)))
    .join(" to ");
  return <span title={full}>{parts.join(" ")}</span>;
}
