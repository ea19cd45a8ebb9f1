import { cn } from "@/lib/format/cn";

/** The looks of one tab, shared by panel tabs and link tabs. */
export const TAB_CLASS = cn(
  "-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-sm font-medium whitespace-nowrap text-ink-muted",
  "hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink",
);
