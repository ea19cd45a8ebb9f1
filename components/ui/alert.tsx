import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/format/cn";

type AlertKind = "info" | "success" | "warning" | "danger";

const KIND: Record<AlertKind, { icon: typeof Info; classes: string; word: string }> = {
  info: { icon: Info, classes: "border-line-strong/60 [&>svg]:text-ink-muted", word: "Note" },
  success: { icon: CircleCheck, classes: "border-accent [&>svg]:text-accent-text", word: "Done" },
  warning: {
    icon: TriangleAlert,
    classes: "border-[var(--tone-waiting)] [&>svg]:text-[var(--tone-waiting-ink)]",
    word: "Warning",
  },
  danger: { icon: CircleAlert, classes: "border-danger [&>svg]:text-danger-text", word: "Error" },
};

type AlertProps = {
  kind?: AlertKind;
  title?: ReactNode;
  actions?: ReactNode;
  /** Announced at once when it appears after an action of the user. */
  live?: boolean;
  className?: string;
  children?: ReactNode;
};

/** A banner inside the page. */
export function Alert({
  kind = "info",
  title,
  actions,
  live = false,
  className,
  children,
}: AlertProps) {
  const { icon: Icon, classes, word } = KIND[kind];
  return (
    <div
      role={live ? "alert" : "note"}
      className={cn(
        "flex items-start gap-2.5 rounded-md border border-l-4 bg-surface px-3 py-2 text-sm",
        classes,
        className,
      )}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        <span className="sr-only">{word}: </span>
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children !== undefined && <div className="text-ink-muted">{children}</div>}
      </div>
      {actions !== undefined && <div className="flex shrink-0 gap-1.5">{actions}</div>}
    </div>
  );
}
