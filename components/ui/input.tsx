import type { ComponentProps } from "react";
import { cn } from "@/lib/format/cn";

/** The look of every control a value is typed into or chosen from. */
export const CONTROL_CLASS = cn(
  "rounded-md border border-line-strong/70 bg-surface px-2.5 text-base text-ink sm:text-sm",
  "hover:border-line-strong focus-visible:border-[var(--focus)] focus-visible:outline-offset-0",
  "disabled:bg-sunken disabled:text-ink-faint disabled:opacity-70 [&[readonly]]:bg-sunken",
  "aria-invalid:border-danger",
);

type InputProps = ComponentProps<"input"> & { mono?: boolean };

export function Input({ mono = false, className, ...rest }: InputProps) {
  return (
    <input
      autoComplete="off"
      {...rest}
      className={cn("h-8 w-full min-w-0", CONTROL_CLASS, mono && "font-mono", className)}
    />
  );
}
