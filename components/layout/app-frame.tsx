"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { BrandMark } from "@/components/layout/brand-mark";
import { ConnectionProvider } from "@/components/layout/connection-context";
import { FramePalette, type SearchAction } from "@/components/layout/frame-palette";
import { NAV_GROUPS, type NavGroup } from "@/components/layout/navigation";
import { NowProvider } from "@/components/layout/now-provider";
import { ShortcutProvider, useShortcuts } from "@/components/layout/shortcuts";
import { SideNav } from "@/components/layout/side-nav";
import { TopBar } from "@/components/layout/top-bar";
import type { SignedInUser } from "@/components/layout/user-menu";
import { Sheet } from "@/components/ui/sheet";
import { cn } from "@/lib/format/cn";

type AppFrameProps = {
  tenantName: string;
  user: SignedInUser;
  /** A server action that ends the session and leads to the sign-in page. */
  signOutAction: () => Promise<void>;
  /** The server's clock at the time of rendering. */
  serverNow: Date;
  /** Pages the user may see; every page that exists by default. */
  nav?: readonly NavGroup[];
  /** A server action for the command palette. */
  search?: SearchAction;
  children: ReactNode;
};

/** Navigation, top bar and the providers that live as long as the visit. */
export function AppFrame({ serverNow, ...frame }: AppFrameProps) {
  return (
    <NowProvider serverNow={serverNow}>
      <ConnectionProvider>
        <ShortcutProvider>
          <Frame {...frame} />
        </ShortcutProvider>
      </ConnectionProvider>
    </NowProvider>
  );
}

const STORAGE_KEY = "stellwerk.nav";

function Frame(props: Omit<AppFrameProps, "serverNow">) {
  const { nav = NAV_GROUPS, children } = props;
  const [isCollapsed, setCollapsed] = useState(false);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);

  useEffect(() => setCollapsed(localStorage.getItem(STORAGE_KEY) === "narrow"), []);
  const toggleNav = useMemo(
    () => () =>
      setCollapsed((current) => {
        localStorage.setItem(STORAGE_KEY, current ? "wide" : "narrow");
        return !current;
      }),
    [],
  );
  useFrameShortcuts({ nav, toggleNav, openPalette: setPaletteOpen });

  return (
    <div
      className={cn(
        "grid min-h-dvh grid-cols-[minmax(0,1fr)]",
        isCollapsed
          ? "lg:grid-cols-[3.25rem_minmax(0,1fr)]"
          : "lg:grid-cols-[13.5rem_minmax(0,1fr)]",
      )}
    >
      <a
        href="#content"
        className="fixed top-1 left-1 z-50 -translate-y-16 rounded-md bg-accent px-3 py-1.5 text-sm text-accent-ink focus:translate-y-0"
      >
        Skip to the content
      </a>
      <div className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-surface lg:flex">
        <Brand isCollapsed={isCollapsed} />
        <SideNav groups={nav} isCollapsed={isCollapsed} />
      </div>
      <div className="flex min-w-0 flex-col">
        <div className="sticky top-0 z-30">
          <TopBar
            tenantName={props.tenantName}
            user={props.user}
            signOutAction={props.signOutAction}
            isCollapsed={isCollapsed}
            onToggleNav={toggleNav}
            onOpenMenu={() => setMenuOpen(true)}
            onOpenSearch={() => setPaletteOpen(true)}
          />
        </div>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-3 py-4 outline-none sm:px-5">
          {children}
        </main>
      </div>
      <Sheet
        open={isMenuOpen}
        onOpenChange={setMenuOpen}
        title="Menu"
        side="left"
        titleHidden
        className="w-64"
      >
        <Brand />
        <SideNav groups={nav} onNavigate={() => setMenuOpen(false)} />
      </Sheet>
      <FramePalette
        open={isPaletteOpen}
        onOpenChange={setPaletteOpen}
        nav={nav}
        search={props.search}
      />
    </div>
  );
}

function Brand({ isCollapsed = false }: { isCollapsed?: boolean }) {
  return (
    <Link
      href="/"
      className={cn(
        "flex h-12 shrink-0 items-center gap-2.5 border-b border-line px-3.5 font-semibold",
        isCollapsed && "justify-center px-0",
      )}
    >
      <BrandMark />
      <span className={cn(isCollapsed && "sr-only")}>Stellwerk</span>
    </Link>
  );
}

function useFrameShortcuts(options: {
  nav: readonly NavGroup[];
  toggleNav: () => void;
  openPalette: (open: boolean) => void;
}): void {
  const { nav, toggleNav, openPalette } = options;
  const router = useRouter();
  const shortcuts = useMemo(() => {
    const pages = nav
      .flatMap((group) => group.items)
      .flatMap((item) =>
        item.keys === undefined
          ? []
          : [
              {
                keys: item.keys,
                label: item.label,
                group: "Go to",
                onPress: () => router.push(item.href),
              },
            ],
      );
    return [
      ...pages,
      {
        keys: "mod+k",
        label: "Search and commands",
        group: "Everywhere",
        onPress: () => openPalette(true),
      },
      {
        keys: "[",
        label: "Narrow or widen the navigation",
        group: "Everywhere",
        onPress: toggleNav,
      },
    ];
  }, [nav, router, toggleNav, openPalette]);
  useShortcuts(shortcuts);
}
