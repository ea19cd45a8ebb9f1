import Link from "next/link";
import type { ReactNode } from "react";
import { TAB_CLASS } from "@/components/ui/tab-class";

type LinkTab = { href: string; label: ReactNode; isCurrent: boolean; count?: number };

/** Tabs that are addresses: the back button, a bookmark and a shared link keep the tab. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  return (
    <nav aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.isCurrent ? "page" : undefined}
          scroll={false}
          className={TAB_CLASS}
        >
          {tab.label}
          {tab.count !== undefined && (
            <span className="rounded-sm bg-sunken px-1 text-xs text-ink-muted">{tab.count}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
