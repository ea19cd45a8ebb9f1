"use client";

import { CircleHelp, Menu, PanelLeft, Search } from "lucide-react";
import { ConnectionLight } from "@/components/layout/connection-light";
import { useShortcutSheet } from "@/components/layout/shortcuts";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { type SignedInUser, UserMenu } from "@/components/layout/user-menu";
import { UtcClock } from "@/components/layout/utc-clock";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";

type TopBarProps = {
  tenantName: string;
  user: SignedInUser;
  signOutAction: () => Promise<void>;
  isCollapsed: boolean;
  onToggleNav: () => void;
  onOpenMenu: () => void;
  onOpenSearch: () => void;
};

export function TopBar(props: TopBarProps) {
  const openSheet = useShortcutSheet();
  return (
    <header className="flex h-12 items-center gap-1 border-b border-line bg-surface px-2 sm:px-3">
      <IconButton
        label="Menu"
        className="lg:hidden"
        icon={<Menu aria-hidden="true" />}
        onClick={props.onOpenMenu}
      />
      <IconButton
        label={props.isCollapsed ? "Widen the navigation" : "Narrow the navigation"}
        keys="["
        className="max-lg:hidden"
        icon={<PanelLeft aria-hidden="true" />}
        onClick={props.onToggleNav}
      />
      <span
        title="Tenant"
        className="max-w-44 min-w-0 truncate px-1 text-sm font-medium max-sm:max-w-24"
      >
        {props.tenantName}
      </span>
      <div className="flex flex-1 justify-center px-1">
        <button
          type="button"
          onClick={props.onOpenSearch}
          className="flex h-8 w-full max-w-md min-w-8 items-center gap-2 rounded-md border border-line bg-canvas px-2.5 text-sm text-ink-muted hover:border-line-strong"
        >
          <Search aria-hidden="true" className="size-4 shrink-0" />
          <span className="flex-1 truncate text-left">
            Search<span className="sr-only"> and commands</span>
          </span>
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd keys="mod+k" />
          </span>
        </button>
      </div>
      <UtcClock />
      <ConnectionLight />
      <IconButton
        label="Keyboard shortcuts"
        keys="?"
        className="max-sm:hidden"
        icon={<CircleHelp aria-hidden="true" />}
        onClick={openSheet}
      />
      <ThemeSwitch />
      <UserMenu user={props.user} signOutAction={props.signOutAction} />
    </header>
  );
}
