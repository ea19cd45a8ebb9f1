"use client";

import { Ellipsis, Pencil, Play, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import { RunNowDialog } from "../../definitions/_components/run-now-dialog";
import { deleteScheduleAction } from "../actions";

type ScheduleRowMenuProps = {
  schedule: { id: string; definitionId: string; definitionName: string; words: string };
  mayWrite: boolean;
  mayRun: boolean;
  /** JSON its runs are given. */
  parameters?: string;
  /** Where a deleted schedule leads to; stays on the page when left out. */
  afterDelete?: string;
};

/** What can be done to one schedule. */
export function ScheduleRowMenu(props: ScheduleRowMenuProps) {
  const { schedule, mayWrite, mayRun, afterDelete } = props;
  const { id, definitionId, definitionName, words } = schedule;
  const [opened, setOpened] = useState<"run" | "delete">();
  const router = useRouter();
  const items = [
    ...(mayRun
      ? [
          {
            id: "run",
            label: "Run now",
            icon: <Play aria-hidden="true" />,
            onSelect: () => setOpened("run"),
          },
        ]
      : []),
    ...(mayWrite
      ? [
          {
            id: "edit",
            label: "Edit",
            icon: <Pencil aria-hidden="true" />,
            onSelect: () => router.push(`/schedules/${id}/edit`),
          },
          {
            id: "delete",
            label: "Delete",
            danger: true,
            icon: <Trash2 aria-hidden="true" />,
            onSelect: () => setOpened("delete"),
          },
        ]
      : []),
  ];
  if (items.length === 0) return null;
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton
            label={`Actions for ${definitionName}, ${words}`}
            size="sm"
            icon={<Ellipsis aria-hidden="true" />}
          />
        }
        groups={[{ items }]}
      />
      {opened === "run" && (
        <RunNowDialog
          open
          onOpenChange={(open) => !open && setOpened(undefined)}
          target={{ definitionId, scheduleId: id, name: definitionName }}
          {...(props.parameters === undefined ? {} : { parameters: props.parameters })}
        />
      )}
      <ConfirmDialog
        open={opened === "delete"}
        onOpenChange={(open) => !open && setOpened(undefined)}
        title="Delete this schedule?"
        description={
          <>
            <span className="block text-ink">
              {definitionName}: {words}
            </span>
            Its runs and run logs go with it, and what runs now is stopped. This cannot be undone.
          </>
        }
        confirmLabel="Delete"
        danger
        onConfirm={async () => {
          const result = await deleteScheduleAction({ definitionId, scheduleId: id });
          if (!result.ok) return result.message;
          toast.success("The schedule was deleted");
          if (afterDelete === undefined) router.refresh();
          else router.push(afterDelete);
          return undefined;
        }}
      />
    </>
  );
}
