import type { ComponentProps } from "react";
import { CONTROL_CLASS } from "@/components/ui/input";
import { cn } from "@/lib/format/cn";

/** The browser's own choice list: it posts with a form before any script has loaded. */
export function NativeSelect({ className, ...rest }: ComponentProps<"select">) {
  return <select {...rest} className={cn("h-8 w-full min-w-0", CONTROL_CLASS, className)} />;
}
