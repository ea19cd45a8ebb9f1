"use client";

import { useRouter } from "next/navigation";
import { SCHEDULE_MODE_WORDS } from "@/components/schedules/schedule-modes";
import { Select } from "@/components/ui/select";
import { SCHEDULE_MODES } from "@/lib/domain/schedule/schedule-spec";
import { type ScheduleListView, scheduleListHref } from "../search-params";

/** Narrows the list to one mode. */
export function ModeFilter({ view }: { view: ScheduleListView }) {
  const router = useRouter();
  const options = [
    { value: "all", label: "Every mode" },
    ...SCHEDULE_MODES.map((mode) => ({ value: mode, label: SCHEDULE_MODE_WORDS[mode].label })),
  ];
  return (
    <Select
      aria-label="Mode"
      className="w-36"
      options={options}
      value={view.mode || "all"}
      onValueChange={(value) => {
        const mode = SCHEDULE_MODES.find((known) => known === value) ?? "";
        router.replace(scheduleListHref({ ...view, mode, cursor: "" }), { scroll: false });
      }}
    />
  );
}
