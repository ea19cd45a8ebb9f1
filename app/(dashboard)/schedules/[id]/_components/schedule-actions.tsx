"use client";

import { Pencil } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { useShortcuts } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { ScheduleRowMenu } from "../../_components/schedule-row-menu";
import { useSwitchSchedules } from "../../_components/use-switch-schedules";

type ScheduleActionsProps = {
  schedule: {
    id: string;
    definitionId: string;
    definitionName: string;
    words: string;
    active: boolean;
  };
  parameters: string;
  mayWrite: boolean;
  mayRun: boolean;
};

/** What can be done to a schedule by whoever looks at it. */
export function ScheduleActions({ schedule, parameters, mayWrite, mayRun }: ScheduleActionsProps) {
  const { id, definitionId, active } = schedule;
  const { switchSchedules, isBusy } = useSwitchSchedules();
  const router = useRouter();
  const shortcuts = useMemo(
    () =>
      mayWrite
        ? [{ keys: "e", label: "Edit", onPress: () => router.push(`/schedules/${id}/edit`) }]
        : [],
    [mayWrite, router, id],
  );
  useShortcuts(shortcuts);
  return (
    <>
      {mayWrite && (
        <>
          <Button asChild>
            <Link href={`/schedules/${id}/edit`}>
              <Pencil aria-hidden="true" />
              Edit
            </Link>
          </Button>
          <Button
            loading={isBusy}
            onClick={() => void switchSchedules([{ definitionId, scheduleId: id }], !active)}
          >
            {active ? "Deactivate" : "Activate"}
          </Button>
        </>
      )}
      <ScheduleRowMenu
        schedule={schedule}
        mayWrite={mayWrite}
        mayRun={mayRun}
        parameters={parameters}
        afterDelete={`/definitions/${definitionId}?tab=schedules`}
      />
    </>
  );
}
