"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/format/cn";

/** A check box; `checked="indeterminate"` for a part of a list. Give it a label or an aria-label. */
export function Checkbox({ className, checked, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      {...rest}
      {...(checked === undefined ? {} : { checked })}
      className={cn(
        "relative inline-flex size-4 shrink-0 align-middle items-center justify-center rounded-sm border border-line-strong bg-surface text-accent-ink",
        // The target is 24 px although the box is 16.
        "after:absolute after:-inset-1 after:content-['']",
        "data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent",
        "disabled:opacity-50 aria-invalid:border-danger",
        className,
      )}
    >
      <Radix.Indicator>
        {checked === "indeterminate" ? (
          <Minus aria-hidden="true" className="size-3" strokeWidth={3} />
        ) : (
          <Check aria-hidden="true" className="size-3" strokeWidth={3} />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
}
