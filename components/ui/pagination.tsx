import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { cn } from "@/lib/format/cn";

type PaginationProps = {
  /** Address of the page with newer rows; left out on the newest. */
  newerHref?: string | undefined;
  /** Address of the page with older rows; left out on the oldest. */
  olderHref?: string | undefined;
  /** What is shown, e.g. "50 runs, 14 Nov 13:40 to 14:02". */
  summary?: ReactNode;
  newerLabel?: string;
  olderLabel?: string;
};

/** Keyset paging: there is no total and no page number, only newer and older. */
export function Pagination(props: PaginationProps) {
  const { newerHref, olderHref, summary, newerLabel = "Newer", olderLabel = "Older" } = props;
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-2 px-3 py-2">
      <div className="text-xs text-ink-muted">{summary}</div>
      <div className="flex gap-1.5">
        <PageLink href={newerHref} rel="prev">
          <ChevronLeft aria-hidden="true" />
          {newerLabel}
        </PageLink>
        <PageLink href={olderHref} rel="next">
          {olderLabel}
          <ChevronRight aria-hidden="true" />
        </PageLink>
      </div>
    </nav>
  );
}

function PageLink(props: { href: string | undefined; rel: "prev" | "next"; children: ReactNode }) {
  const classes = buttonClass({ size: "sm" });
  if (props.href === undefined) {
    return (
      <span aria-disabled="true" className={cn(classes, "hover:bg-surface")}>
        {props.children}
      </span>
    );
  }
  return (
    <Link href={props.href} rel={props.rel} className={classes}>
      {props.children}
    </Link>
  );
}
