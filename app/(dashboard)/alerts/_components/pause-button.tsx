"use client";

import { Pause, Play } from "lucide-react";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { setRuleActiveAction } from "../actions";

/** Pauses a rule, or has it go on. */
export function PauseButton({ name, active }: { name: string; active: boolean }) {
  const [isBusy, start] = useTransition();
  const Icon = active ? Pause : Play;
  return (
    <Button
      size="sm"
      loading={isBusy}
      aria-label={active ? `Pause ${name}` : `Resume ${name}`}
      onClick={() =>
        start(async () => {
          const result = await setRuleActiveAction(name, !active);
          if (result.ok) toast.success(active ? `${name} is paused` : `${name} goes on`);
          else toast.error(result.message);
        })
      }
    >
      <Icon aria-hidden="true" />
      {active ? "Pause" : "Resume"}
    </Button>
  );
}
