"use client";

import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { formatCount } from "@/lib/format/format-number";
import { formatInstant } from "@/lib/format/format-when";
import type { MonitorPage } from "../monitor-page";
import {
  isNewestFirst,
  type MonitorSelection,
  monitorHref,
  PAGE_SIZES,
  type SelectionChange,
} from "../search-params";
import { orderWords } from "../sort-orders";

type MonitorPagerProps = {
  page: MonitorPage | undefined;
  selection: MonitorSelection;
  onGo: (cursor: string) => void;
  onNarrow: (change: SelectionChange) => void;
};

const SIZES = PAGE_SIZES.map((size) => ({ value: String(size), label: `${size} runs a page` }));

/** The pages before and after. Only the newest page follows what comes in, so there is a way back to it. */
export function MonitorPager({ page, selection, onGo, onNarrow }: MonitorPagerProps) {
  if (page === undefined) return null;
  const isFirst = selection.cursor === "";
  if (isFirst && page.rows.length === 0 && page.older === null) return null;
  const isInTime = isNewestFirst(selection);
  const to = (cursor: string) => ({
    href: monitorHref({ ...selection, cursor }),
    onGo: () => onGo(cursor),
  });
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-3 py-1.5 text-xs text-ink-muted"
    >
      <span>
        {formatCount(page.rows.length, "run")}, {orderWords(selection.sort)}
        {page.lookedTo !== null && (
          <>
            {". "}
            Searched back to {formatInstant(new Date(page.lookedTo))}; narrow the filters, or go on
          </>
        )}
      </span>
      <span className="flex flex-wrap items-center gap-1.5">
        <Select
          aria-label="Runs on a page"
          className="h-7 w-36 text-xs"
          options={SIZES}
          value={String(selection.size)}
          onValueChange={(size) =>
            onNarrow({ size: PAGE_SIZES.find((known) => String(known) === size) ?? 50 })
          }
        />
        {!isFirst && (
          <PageLink target={to("")}>
            <ChevronsLeft aria-hidden="true" />
            {isInTime ? "Newest" : "First"}
          </PageLink>
        )}
        <PageLink target={page.newer === null ? null : to(page.newer)} keys="n">
          <ChevronLeft aria-hidden="true" />
          {isInTime ? "Newer" : "Previous"}
        </PageLink>
        <PageLink target={page.older === null ? null : to(page.older)} keys="p">
          {isInTime ? "Older" : "Next"}
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
