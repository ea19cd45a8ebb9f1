import { LoaderCircle } from "lucide-react";
import { cn } from "@/lib/format/cn";

/** A turning mark. With `label` it is announced, without it is decoration. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <>
      <LoaderCircle aria-hidden="true" className={cn("size-4 animate-spin", className)} />
      {label !== undefined && (
        <span role="status" className="sr-only">
          {label}
        </span>
      )}
    </>
  );
}
