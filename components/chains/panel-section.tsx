"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cn } from "@/lib/format/cn";

type PanelSectionProps = {
  title: string;
  /** Beside the title: what is set, in a few words. */
  summary?: string | undefined;
  startsOpen?: boolean;
  /** Something in it is wrong and has to be seen. */
  mustShow?: boolean;
  children: ReactNode;
};

/** A part of the panel that can be folded away. */
export function PanelSection(props: PanelSectionProps) {
  const { title, summary, startsOpen = true, mustShow = false, children } = props;
  const [isOpened, setIsOpened] = useState(startsOpen);
  const id = useId();
  const isOpen = isOpened || mustShow;
  return (
    <section className="border-t border-line">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpened(!isOpen)}
          className="flex min-h-9 w-full items-center gap-1.5 text-left text-sm font-semibold hover:bg-hover"
        >
          <ChevronDown
            aria-hidden="true"
            className={cn(
              "size-4 shrink-0 text-ink-muted transition-transform",
              !isOpen && "-rotate-90",
            )}
          />
          {title}
          {summary !== undefined && (
            <span className="min-w-0 truncate text-xs font-normal text-ink-muted">{summary}</span>
          )}
        </button>
      </h3>
      <div id={id} hidden={!isOpen} className="pt-1 pb-4">
        <div className="grid gap-3.5">{children}</div>
      </div>
    </section>
  );
}
