import { type ReactNode, useId } from "react";
import { cn } from "@/lib/format/cn";

type FormSectionProps = {
  title: string;
  description?: ReactNode;
  /** One column by default; two from a medium width on. */
  columns?: 1 | 2;
  className?: string;
  children: ReactNode;
};

/** A titled group of fields: explanation on the left, fields on the right on wide screens. */
export function FormSection({
  title,
  description,
  columns = 1,
  className,
  children,
}: FormSectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cn(
        "grid gap-x-8 gap-y-3 border-b border-line py-5 first:pt-0 last:border-b-0 lg:grid-cols-[14rem_minmax(0,1fr)]",
        className,
      )}
    >
      <div>
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {description && <div className="mt-0.5 text-xs text-ink-muted">{description}</div>}
      </div>
      <div className={cn("grid max-w-3xl content-start gap-4", columns === 2 && "sm:grid-cols-2")}>
        {children}
      </div>
    </section>
  );
}
