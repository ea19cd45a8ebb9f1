import { InstantText } from "@/components/runs/instant-text";
import { Badge } from "@/components/ui/badge";
import type { WindowView } from "@/lib/domain/native-api/window-resource";

/** Whether a window is open, in a word. */
export function WindowBadge({ open }: Pick<WindowView, "open">) {
  return <Badge tone={open ? "accent" : "neutral"}>{open ? "open" : "closed"}</Badge>;
}

/** Until when it stays as it is. */
export function WindowChange({ nextChange }: Pick<WindowView, "nextChange">) {
  if (nextChange === null) return <>for two years or more</>;
  return (
    <>
      until <InstantText at={new Date(nextChange)} />
    </>
  );
}
