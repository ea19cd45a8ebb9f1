"use client";

import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { cn } from "@/lib/format/cn";

type InspectorProps = {
  title: ReactNode;
  onClose: () => void;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A pane that opens beside a list without covering it; Escape closes it from within. */
export function Inspector({ title, onClose, actions, className, children }: InspectorProps) {
  const id = useId();
  return (
    <aside
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
      className={cn(
        "flex min-w-0 flex-col overflow-hidden border-l border-line bg-surface",
        className,
      )}
    >
      <header className="flex items-center gap-2 border-b border-line px-3 py-2">
        <h2 id={id} className="min-w-0 flex-1 truncate font-semibold">
          {title}
        </h2>
        {actions}
        <IconButton
          label="Close"
          keys="esc"
          size="sm"
          icon={<X aria-hidden="true" />}
          onClick={onClose}
        />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-3">{children}</div>
    </aside>
  );
}
