"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { AlertAction, AlertView } from "@/lib/domain/native-api/alert-resource";
import { NativeSelect } from "../../admin/_components/native-select";
import { actOnAlertAction } from "../actions";

const MUTES = [
  { minutes: 60, label: "1 hour" },
  { minutes: 480, label: "8 hours" },
  { minutes: 1440, label: "1 day" },
  { minutes: 10_080, label: "1 week" },
];
const DONE: Record<AlertAction, string> = {
  acknowledge: "You look after this alert",
  mute: "The alert is muted",
  close: "The alert was closed",
};

/** Acknowledges an alert, mutes it for a while, or closes it. */
export function AlertButtons({
  alert,
}: {
  alert: Pick<AlertView, "id" | "message" | "acknowledgedAt">;
}) {
  const [isBusy, start] = useTransition();
  const [minutes, setMinutes] = useState(60);
  const act = (action: AlertAction) =>
    start(async () => {
      const result = await actOnAlertAction(
        alert.id,
        action,
        action === "mute" ? minutes : undefined,
      );
      if (result.ok) toast.success(DONE[action]);
      else toast.error(result.message);
    });
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {alert.acknowledgedAt === null && (
        <Button size="sm" disabled={isBusy} onClick={() => act("acknowledge")}>
          Acknowledge
        </Button>
      )}
      <span className="flex items-center gap-1">
        <Button size="sm" disabled={isBusy} onClick={() => act("mute")}>
          Mute
        </Button>
        <NativeSelect
          aria-label={`How long to mute: ${alert.message}`}
          className="h-7 w-24"
          value={minutes}
          onChange={({ target }) => setMinutes(Number(target.value))}
        >
          {MUTES.map((choice) => (
            <option key={choice.minutes} value={choice.minutes}>
              {choice.label}
            </option>
          ))}
        </NativeSelect>
      </span>
      <Button size="sm" disabled={isBusy} onClick={() => act("close")}>
        Close
      </Button>
    </div>
  );
}
