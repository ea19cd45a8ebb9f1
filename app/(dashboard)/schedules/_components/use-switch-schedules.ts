"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/format/format-number";
import { type ScheduleRef, switchSchedulesAction } from "../actions";

/** Activates or deactivates schedules and says what came of it. */
export function useSwitchSchedules() {
  const [isBusy, setBusy] = useState(false);
  const router = useRouter();

  async function switchSchedules(refs: readonly ScheduleRef[], active: boolean): Promise<void> {
    setBusy(true);
    const result = await switchSchedulesAction(refs, active).catch(() => null);
    setBusy(false);
    const word = active ? "activated" : "deactivated";
    if (!result?.ok) {
      toast.error(`Nothing was ${word}`, {
        description: result?.message ?? "The server could not be reached.",
      });
      return;
    }
    const { changed, refusals } = result.value;
    const [reason] = refusals;
    if (changed > 0) toast.success(`${formatCount(changed, "schedule")} ${word}`);
    if (reason !== undefined) {
      toast.error(`${formatCount(refusals.length, "schedule")} not ${word}`, {
        description: reason,
      });
    }
    router.refresh();
  }

  return { switchSchedules, isBusy };
}
