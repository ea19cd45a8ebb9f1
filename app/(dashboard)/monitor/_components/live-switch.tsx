"use client";

import { Pause, Play, RotateCw } from "lucide-react";
import { useConnection } from "@/components/layout/connection-context";
import { IconButton } from "@/components/ui/icon-button";

type LiveSwitchProps = {
  /** What changed lately, for those who do not see it. */
  summary: string;
  onRenew: () => void;
};

/** Stops the list and lets it go on, renews it by hand, and tells its changes. */
export function LiveSwitch({ summary, onRenew }: LiveSwitchProps) {
  const { isPaused, setPaused } = useConnection();
  return (
    <>
      <IconButton
        label={isPaused ? "Let the list go on" : "Pause the list"}
        aria-pressed={isPaused}
        icon={isPaused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
        onClick={() => setPaused(!isPaused)}
      />
      <IconButton label="Renew the list" icon={<RotateCw aria-hidden="true" />} onClick={onRenew} />
      <p role="status" aria-live="polite" className="sr-only">
        {summary}
      </p>
    </>
  );
}
