"use client";

import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { CloseButton } from "@/components/ui/close-button";
import { cn } from "@/lib/format/cn";

type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  side?: "left" | "right";
  /** Hides the title from view, not from assistive technology. */
  titleHidden?: boolean;
  className?: string;
  children: ReactNode;
};

/** A modal panel from the side, used where there is no room for a pane. */
export function Sheet(props: SheetProps) {
  const {
    open,
    onOpenChange,
    title,
    side = "right",
    titleHidden = false,
    className,
    children,
  } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="animate-appear fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          aria-describedby={undefined}
          className={cn(
            "fixed inset-y-0 z-50 flex w-[min(26rem,88vw)] flex-col border-line bg-raised shadow-pop",
            side === "right"
              ? "animate-from-right right-0 border-l"
              : "animate-from-left left-0 border-r",
            className,
          )}
        >
          <div
            className={cn(
              "flex items-center gap-2 border-b border-line px-3 py-2",
              titleHidden && "border-0 p-0",
            )}
          >
            <Radix.Title className={cn("flex-1 font-semibold", titleHidden && "sr-only")}>
              {title}
            </Radix.Title>
            <Radix.Close asChild>
              <CloseButton className={cn(titleHidden && "absolute top-2.5 right-2 z-10")} />
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
