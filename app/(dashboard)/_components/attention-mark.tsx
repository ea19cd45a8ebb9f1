import type { ReactNode } from "react";

/** The kind of a thing that is not a run: an icon with its word. */
export function AttentionMark({ icon, word }: { icon: ReactNode; word: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-xs whitespace-nowrap text-ink-muted [&_svg]:size-4">
      {icon}
      {word}
    </span>
  );
}
