import { InstantText } from "@/components/runs/instant-text";

type InstantProps = {
  /** ISO instant; null shows `empty`. */
  at: string | null;
  empty?: string;
};

/** A moment as everywhere; a word of its own where there is none. */
export function Instant({ at, empty = "–" }: InstantProps) {
  if (at === null) return <span className="text-ink-faint">{empty}</span>;
  return <InstantText at={new Date(at)} />;
}
