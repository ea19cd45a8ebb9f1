import { InstantText } from "@/components/runs/instant-text";
import { Badge } from "@/components/ui/badge";
import type { QueueView } from "@/lib/domain/native-api/queue-resource";

type QueueStateProps = {
  queue: Pick<QueueView, "closedReason" | "closedSince" | "heldBy" | "window" | "nextWindowChange">;
};

/** Whether anything in a queue may start, in a word. */
export function QueueBadge({ queue: { closedReason } }: QueueStateProps) {
  if (closedReason === null) return <Badge>open</Badge>;
  return <Badge tone="warning">{closedReason === "HELD" ? "held" : "closed"}</Badge>;
}

/** Why it is closed, since when, and when that may change. */
export function QueueReason({ queue }: QueueStateProps) {
  const { closedReason, closedSince, heldBy, window, nextWindowChange } = queue;
  const since = closedSince && (
    <>
      since <InstantText at={new Date(closedSince)} />
    </>
  );
  const change = nextWindowChange && <InstantText at={new Date(nextWindowChange)} />;
  switch (closedReason) {
    case "HELD":
      return (
        <>
          by {heldBy ?? "nobody known"} {since}
        </>
      );
    case "WINDOW_CLOSED":
      return change ? (
        <>
          {window} is closed until {change}
        </>
      ) : (
        <>{window} does not open within two years</>
      );
    case "NO_SERVER":
      return <>none of its process servers runs, {since}</>;
    case null:
      return change ? (
        <>
          until {change}, when {window} closes
        </>
      ) : null;
  }
}
