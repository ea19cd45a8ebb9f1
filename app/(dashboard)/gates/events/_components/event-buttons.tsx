import { Bell, BellOff } from "lucide-react";
import type { ButtonSize } from "@/components/ui/button";
import type { EventView } from "@/lib/domain/native-api/event-resource";
import { countText } from "../../_components/gate-runs";
import { OperateGate } from "../../_components/operate-gate";
import { clearEventAction, raiseEventAction } from "../actions";

type EventButtonsProps = {
  event: Pick<EventView, "name" | "raised" | "pending" | "waiting">;
  size?: ButtonSize;
};

/** Raises an event, or clears what it is raised for. */
export function EventButtons({ event, size = "md" }: EventButtonsProps) {
  const { name, raised, pending, waiting } = event;
  return (
    <span className="inline-flex gap-1.5">
      <OperateGate
        label="Raise"
        icon={<Bell aria-hidden="true" />}
        accessibleName={`Raise ${name}`}
        size={size}
        title={`Raise ${name}?`}
        description={
          raised
            ? "It is raised already: this one waits until the present one is cleared."
            : `Runs that wait for it go on: ${countText(waiting)}.`
        }
        done={`${name} was raised`}
        asksComment
        action={raiseEventAction.bind(null, name)}
      />
      {raised && (
        <OperateGate
          label="Clear"
          icon={<BellOff aria-hidden="true" />}
          accessibleName={`Clear ${name}`}
          size={size}
          title={`Clear ${name}?`}
          description={
            pending > 0
              ? "It stays raised: the next of those that are pending takes its place."
              : "Runs that come to it from now on wait until it is raised again."
          }
          done={`${name} was cleared`}
          asksComment
          action={clearEventAction.bind(null, name)}
        />
      )}
    </span>
  );
}
