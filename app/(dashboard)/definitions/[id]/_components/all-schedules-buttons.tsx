"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/format/format-number";
import { setSchedulesActiveAction } from "../../actions";

type AllSchedulesButtonsProps = {
  definitionId: string;
  canActivate: boolean;
  canDeactivate: boolean;
};

/** Activates or deactivates every schedule of a definition at once. */
export function AllSchedulesButtons(props: AllSchedulesButtonsProps) {
  const { definitionId, canActivate, canDeactivate } = props;
  const [busy, setBusy] = useState<"on" | "off">();
  const router = useRouter();

  async function setAll(active: boolean) {
    setBusy(active ? "on" : "off");
    const result = await setSchedulesActiveAction(definitionId, active).catch(() => null);
    setBusy(undefined);
    if (!result?.ok) {
      toast.error("The schedules were not changed", {
        description: result?.message ?? "The server could not be reached.",
      });
      return;
    }
    toast.success(
      `${formatCount(result.value, "schedule")} ${active ? "activated" : "deactivated"}`,
    );
    router.refresh();
  }

  return (
    <>
      {canActivate && (
        <Button size="sm" loading={busy === "on"} onClick={() => void setAll(true)}>
          Activate all
        </Button>
      )}
      {canDeactivate && (
        <Button size="sm" loading={busy === "off"} onClick={() => void setAll(false)}>
          Deactivate all
        </Button>
      )}
    </>
  );
}
