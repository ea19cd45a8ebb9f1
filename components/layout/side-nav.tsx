"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { NavIcon } from "@/components/layout/nav-icon";
import { currentNavItem, type NavGroup, type NavItem } from "@/components/layout/navigation";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/format/cn";
import { formatCompact } from "@/lib/format/format-number";

type SideNavProps = {
  groups: readonly NavGroup[];
  /** Icons only; the names stand in tooltips. */
  isCollapsed?: boolean;
  onNavigate?: () => void;
};

export function SideNav({ groups, isCollapsed = false, onNavigate }: SideNavProps) {
  const current = currentNavItem(groups, usePathname());
  return (
    <nav aria-label="Main" className="flex flex-col gap-3 overflow-y-auto p-2">
      {groups.map((group) => (
        <div key={group.title}>
          <h2
            className={cn(
              "px-2 pb-1 text-2xs font-medium text-ink-faint",
              isCollapsed && "sr-only",
            )}
          >
            {group.title}
          </h2>
          {isCollapsed && (
            <div
              aria-hidden="true"
              className="mx-1 mb-1 border-t border-line [div:first-child>&]:hidden"
            />
          )}
          <ul className="flex flex-col gap-px">
            {group.items.map((item) => (
              <li key={item.href}>
                <NavLink
                  item={item}
                  isCurrent={item === current}
                  isCollapsed={isCollapsed}
                  {...(onNavigate === undefined ? {} : { onNavigate })}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function NavLink(props: {
  item: NavItem;
  isCurrent: boolean;
  isCollapsed: boolean;
  onNavigate?: () => void;
}) {
  const { item, isCurrent, isCollapsed, onNavigate } = props;
  const link = (
    <Link
      href={item.href}
      onClick={() => onNavigate?.()}
      aria-current={isCurrent ? "page" : undefined}
      aria-label={isCollapsed ? item.label : undefined}
      className={cn(
        "relative flex h-8 items-center gap-2.5 rounded-md px-2 text-sm text-ink-muted hover:bg-hover hover:text-ink",
        "aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink",
        "aria-[current=page]:before:absolute aria-[current=page]:before:inset-y-1.5 aria-[current=page]:before:left-0 aria-[current=page]:before:w-0.75 aria-[current=page]:before:rounded-full aria-[current=page]:before:bg-accent",
        isCollapsed && "w-8 justify-center px-0",
      )}
    >
      <NavIcon name={item.icon} />
      {!isCollapsed && <span className="flex-1 truncate">{item.label}</span>}
      {item.count !== undefined && item.count > 0 && !isCollapsed && (
        <span className="rounded-sm bg-sunken px-1 text-xs tabular-nums">
          {formatCompact(item.count)}
          <span className="sr-only"> open</span>
        </span>
      )}
    </Link>
  );
  if (!isCollapsed) return link;
  return (
    <Tooltip
      side="right"
      content={item.label}
      {...(item.keys === undefined ? {} : { keys: item.keys })}
    >
      {link}
    </Tooltip>
  );
}
