"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DropdownMenu } from "@/components/ui/dropdown-menu";

const FORMATS = [
  { id: "text", label: "Text" },
  { id: "json", label: "JSON" },
  { id: "csv", label: "CSV" },
] as const;

/** Saves the run logs of every run of a schedule. */
export function LogDownloads({ scheduleId }: { scheduleId: string }) {
  return (
    <DropdownMenu
      trigger={
        <Button size="sm">
          <Download aria-hidden="true" />
          Download run logs
        </Button>
      }
      groups={[
        {
          items: FORMATS.map(({ id, label }) => ({
            id,
            label,
            href: `/api/v1/schedules/${scheduleId}/log?format=${id}&download=1`,
            download: true,
          })),
        },
      ]}
    />
  );
}
