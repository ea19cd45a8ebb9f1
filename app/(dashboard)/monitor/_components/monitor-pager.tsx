"use client";

import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format/format-number";
import type { MonitorPage } from "../monitor-page";
import { type MonitorSelection, monitorHref } from "../search-params";

type MonitorPagerProps = {
  page: MonitorPage | undefined;
  selection: MonitorSelection;
  onGo: (cursor: string) => void;
};

/** Newer and older pages. Only the newest page follows what comes in, so there is a way back to it. */
export function MonitorPager({ page, selection, onGo }: MonitorPagerProps) {
  if (page === undefined) return null;
  const isNewest = selection.cursor === "";
  if (isNewest && page.rows.length === 0) return null;
  const to = (cursor: string) => ({
    href: monitorHref({ ...selection, cursor }),
    onGo: () => onGo(cursor),
  });
  return (
    <nav
      aria-label="Pages"
      className="flex items-center justify-between gap-2 border-t border-line px-3 py-1.5 text-xs text-ink-muted"
    >
      <span>{formatCount(page.rows.length, "run")}, newest first</span>
      <span className="flex gap-1.5">
        {!isNewest && (
          <PageLink target={to("")}>
            <ChevronsLeft aria-hidden="true" />
            Newest
          </PageLink>
        )}
        <PageLink target={page.newer === null ? null : to(page.newer)} keys="n">
          <ChevronLeft aria-hidden="true" />
          Newer
        </PageLink>
        <PageLink target={page.older === null ? null : to(page.older)} keys="p">
          Older
          <ChevronRight aria-hidden="true" />
        </PageLink>
      </span>
    </nav>
  );
}

type PageLinkProps = {
  /** Null where the list ends. */
  target: { href: string; onGo: () => void } | null;
  keys?: string;
  children: ReactNode;
};

/** A real address, for a new tab or a bookmark; a plain press changes the page in place. */
function PageLink({ target, keys, children }: PageLinkProps) {
  if (target === null) {
    return (
      <Button size="sm" disabled>
        {children}
      </Button>
    );
  }
  return (
    <Button size="sm" asChild>
      <a
        href={target.href}
        aria-keyshortcuts={keys}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          target.onGo();
        }}
      >
        {children}
      </a>
    </Button>
  );
}
