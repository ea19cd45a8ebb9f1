import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "@/components/ui/breadcrumb";

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  breadcrumb?: readonly Crumb[];
  actions?: ReactNode;
  /** Beside the title: a state badge, a kind. */
  badge?: ReactNode;
};

/** The head of a page: where it is, what it is, what can be done. */
export function PageHeader({ title, description, breadcrumb, actions, badge }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-col gap-1">
      {breadcrumb !== undefined && <Breadcrumb crumbs={breadcrumb} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 text-xl font-semibold wrap-anywhere">{title}</h1>
        {badge}
        {actions !== undefined && (
          <div className="flex flex-wrap items-center gap-1.5 sm:ml-auto">{actions}</div>
        )}
      </div>
      {description !== undefined && (
        <div className="max-w-prose text-sm text-ink-muted">{description}</div>
      )}
    </header>
  );
}
