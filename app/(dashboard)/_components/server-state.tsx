import { Badge } from "@/components/ui/badge";
import type { ServerItem } from "@/lib/domain/run/overview";

const STATE = {
  running: { word: "Running", tone: "accent", title: "Takes runs." },
  draining: {
    word: "Draining",
    tone: "warning",
    title: "Finishes what it holds and takes no more.",
  },
  stopped: { word: "Stopped", tone: "neutral", title: "Was stopped in good order." },
  lost: { word: "Lost", tone: "danger", title: "Its heartbeat ended without a stop." },
} as const;

/** The state of a process server as a word. */
export function ServerState({ state }: { state: ServerItem["state"] }) {
  const { word, tone, title } = STATE[state];
  return (
    <span title={title}>
      <Badge tone={tone}>{word}</Badge>
    </span>
  );
}
