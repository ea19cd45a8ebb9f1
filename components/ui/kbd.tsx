import { cn } from "@/lib/format/cn";

/** Keys of a shortcut, in order: `g m`, `mod+k`. `mod` is written ⌘ or Ctrl by the words on it. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-0.5", className)}>
      {keys.split(" ").map((chord, index) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: the keys of one shortcut never change order.
          key={`${chord}-${index}`}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line bg-sunken px-1 font-mono text-2xs text-ink-muted"
        >
          {chord.replace("mod+", "⌘/Ctrl ").replace("shift+", "⇧ ")}
        </kbd>
      ))}
    </span>
  );
}
