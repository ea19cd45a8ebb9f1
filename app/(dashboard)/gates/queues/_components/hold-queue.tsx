import { Pause, Play } from "lucide-react";
import type { ButtonSize } from "@/components/ui/button";
import type { QueueView } from "@/lib/domain/native-api/queue-resource";
import { countText } from "../../_components/gate-runs";
import { OperateGate } from "../../_components/operate-gate";
import { setQueueHeldAction } from "../actions";

type HoldQueueProps = {
  queue: Pick<QueueView, "name" | "held" | "running" | "waiting">;
  size?: ButtonSize;
};

/** Holds a queue, or releases it. */
export function HoldQueue({
  queue: { name, held, running, waiting },
  size = "md",
}: HoldQueueProps) {
  if (held) {
    return (
      <OperateGate
        label="Release"
        icon={<Play aria-hidden="true" />}
        accessibleName={`Release ${name}`}
        size={size}
        title={`Release ${name}?`}
        description={`Its runs start again as its size allows; ${countText(waiting)} have not started.`}
        done={`${name} was released`}
        action={setQueueHeldAction.bind(null, name, false)}
      />
    );
  }
  return (
    <OperateGate
      label="Hold"
      icon={<Pause aria-hidden="true" />}
      accessibleName={`Hold ${name}`}
      size={size}
      title={`Hold ${name}?`}
      description={`Nothing in it starts until somebody releases it; ${countText(waiting)} have not started. What runs goes on: ${countText(running)}.`}
      done={`${name} is held`}
      action={setQueueHeldAction.bind(null, name, true)}
    />
  );
}
