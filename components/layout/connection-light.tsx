"use client";

import { type ConnectionStatus, useConnection } from "@/components/layout/connection-context";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/format/cn";

type Light = { word: string; explanation: string; shape: string };

const LIGHT: Record<Exclude<ConnectionStatus, "idle"> | "paused", Light> = {
  connecting: {
    word: "Connecting",
    explanation: "Live updates are being set up.",
    shape: "rounded-full border-2 border-[var(--tone-waiting)]",
  },
  live: {
    word: "Live",
    explanation: "Changes appear as they happen. Press to pause.",
    shape: "rounded-full bg-[var(--tone-completed)]",
  },
  offline: {
    word: "Offline",
    explanation: "The server cannot be reached; what you see may be old. It is tried again.",
    shape: "bg-[var(--tone-error)] rotate-45",
  },
  paused: {
    word: "Paused",
    explanation: "Live updates are paused. Press to go on.",
    shape: "border-x-[3px] border-ink-muted",
  },
};

/** A light and a word for the live stream; a press pauses it or lets it go on. */
export function ConnectionLight() {
  const { status, isPaused, setPaused } = useConnection();
  if (status === "idle" && !isPaused) return null;
  const light = LIGHT[isPaused ? "paused" : status === "idle" ? "connecting" : status];
  return (
    <Tooltip content={light.explanation}>
      <button
        type="button"
        aria-pressed={isPaused}
        aria-label={`Live updates: ${light.word}. ${light.explanation}`}
        onClick={() => setPaused(!isPaused)}
        className="inline-flex h-8 items-center gap-2 rounded-md px-2 text-xs text-ink-muted hover:bg-hover hover:text-ink"
      >
        <span aria-hidden="true" className={cn("size-2", light.shape)} />
        <span className="max-md:sr-only">{light.word}</span>
      </button>
    </Tooltip>
  );
}
