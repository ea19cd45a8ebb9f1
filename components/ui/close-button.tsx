import { X } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/format/cn";

/**
 * The cross of a dialog or sheet. It takes the first focus, so it has no tooltip: an open tooltip
 * would swallow the first Escape.
 */
export function CloseButton({ className, ...rest }: ComponentProps<"button">) {
  return (
    <Button
      {...rest}
      variant="ghost"
      size="sm"
      aria-label="Close"
      className={cn("w-7 px-0", className)}
    >
      <X aria-hidden="true" />
    </Button>
  );
}
