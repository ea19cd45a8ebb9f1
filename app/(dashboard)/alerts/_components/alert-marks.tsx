import { BellOff, BellRing, Check, CircleX, Clock, MinusCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { AlertState, DeliveryState } from "@/lib/domain/alert/alert-event";

type Mark = {
  word: string;
  icon: ReactNode;
  tone: NonNullable<ComponentProps<typeof Badge>["tone"]>;
};

const ALERT_MARKS: Record<AlertState, Mark> = {
  open: { word: "open", icon: <BellRing aria-hidden="true" />, tone: "danger" },
  muted: { word: "muted", icon: <BellOff aria-hidden="true" />, tone: "neutral" },
  recovered: { word: "over", icon: <Check aria-hidden="true" />, tone: "accent" },
};

const DELIVERY_MARKS: Record<DeliveryState, Mark> = {
  pending: { word: "to be sent", icon: <Clock aria-hidden="true" />, tone: "warning" },
  sent: { word: "sent", icon: <Check aria-hidden="true" />, tone: "accent" },
  failed: { word: "given up", icon: <CircleX aria-hidden="true" />, tone: "danger" },
  skipped: { word: "passed over", icon: <MinusCircle aria-hidden="true" />, tone: "neutral" },
};

/** The state of an alert: icon, word and colour. */
export function AlertMark({ state }: { state: AlertState }) {
  return <MarkBadge {...ALERT_MARKS[state]} />;
}

/** What became of a message: icon, word and colour. */
export function DeliveryMark({ state }: { state: DeliveryState }) {
  return <MarkBadge {...DELIVERY_MARKS[state]} />;
}

function MarkBadge({ word, icon, tone }: Mark) {
  return (
    <Badge tone={tone}>
      {icon}
      {word}
    </Badge>
  );
}
