"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cn } from "@/lib/format/cn";

type MoreSectionsProps = {
  title: string;
  description: string;
  /** Open at first, because something in it is set. */
  startsOpen: boolean;
  /** Something in it is wrong and has to be seen. */
  mustShow: boolean;
  children: ReactNode;
};

/** Sections of a form that most definitions leave as they are, folded away until they are wanted. */
export function MoreSections(props: MoreSectionsProps) {
  const { title, description, startsOpen, mustShow, children } = props;
  const [isOpened, setIsOpened] = useState(startsOpen);
  const id = useId();
  const isOpen = isOpened || mustShow;
  return (
    <div className="border-b border-line py-5">
      <h2>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpened(!isOpen)}
          className="flex items-center gap-1.5 rounded-sm text-base font-semibold"
        >
          <ChevronDown
            aria-hidden="true"
            className={cn("size-4 text-ink-muted transition-transform", !isOpen && "-rotate-90")}
          />
          {title}
        </button>
      </h2>
      <p className="mt-0.5 ml-5.5 text-xs text-ink-muted">{description}</p>
      <div id={id} hidden={!isOpen} className="mt-5">
        {children}
      </div>
    </div>
  );
}
