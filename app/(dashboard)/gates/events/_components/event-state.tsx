import { InstantText } from "@/components/runs/instant-text";
import { Badge } from "@/components/ui/badge";
import type { EventView } from "@/lib/domain/native-api/event-resource";
import { formatNumber } from "@/lib/format/format-number";

/** Whether an event is raised, in a word. */
export function EventBadge({ raised }: Pick<EventView, "raised">) {
  return <Badge tone={raised ? "accent" : "neutral"}>{raised ? "raised" : "not raised"}</Badge>;
}

/** By whom and when it was raised, and how many raisings wait behind. */
export function EventCause({ event }: { event: EventView }) {
  const { raisedAt, raisedBy, pending } = event;
  if (raisedAt === null) return null;
  return (
    <>
      by {raisedBy} <InstantText at={new Date(raisedAt)} />
      {pending > 0 && `, ${formatNumber(pending)} more pending`}
    </>
  );
}
