import type { ComponentProps } from "react";
import { CONTROL_CLASS } from "@/components/ui/input";
import { cn } from "@/lib/format/cn";

type TextareaProps = ComponentProps<"textarea"> & { mono?: boolean };

export function Textarea({ mono = false, className, rows = 4, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={rows}
      spellCheck={!mono}
      {...rest}
      className={cn(
        "w-full min-w-0 resize-y py-1.5",
        CONTROL_CLASS,
        mono && "font-mono text-xs leading-5",
        className,
      )}
    />
  );
}
