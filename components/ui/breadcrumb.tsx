import { ChevronRight } from "lucide-react";
import Link from "next/link";

export type Crumb = { label: string; href?: string };

/** The way to this page; the last entry is the page itself. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-1 text-xs text-ink-muted">
        {crumbs.map((crumb, index) => (
          <li
            key={`${crumb.label}-${crumb.href ?? ""}`}
            className="flex min-w-0 items-center gap-1"
          >
            {index > 0 && <ChevronRight aria-hidden="true" className="size-3 shrink-0" />}
            {crumb.href === undefined ? (
              <span
                aria-current={index === crumbs.length - 1 ? "page" : undefined}
                className="max-w-64 truncate"
              >
                {crumb.label}
              </span>
            ) : (
              <Link href={crumb.href} className="max-w-64 truncate hover:text-ink hover:underline">
                {crumb.label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
