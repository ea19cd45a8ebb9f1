"use client";

import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useEffect, useState } from "react";
import { NavIcon } from "@/components/layout/nav-icon";
import type { NavGroup, NavIconName } from "@/components/layout/navigation";
import { useShortcutSheet } from "@/components/layout/shortcuts";
import { THEMES } from "@/components/layout/theme-switch";
import { CommandPalette, type PaletteGroup } from "@/components/ui/command-palette";

/** Something found on the server, with the page it leads to. */
export type SearchHit = {
  group: string;
  label: string;
  hint?: string;
  href: string;
  icon?: NavIconName;
};
export type SearchAction = (words: string) => Promise<readonly SearchHit[]>;

type FramePaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  nav: readonly NavGroup[];
  search?: SearchAction | undefined;
};

const SEARCH_DELAY_MS = 180;

/** Pages, runs, definitions, schedules and commands, found by name. */
export function FramePalette({ open, onOpenChange, nav, search }: FramePaletteProps) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const openSheet = useShortcutSheet();
  const [query, setQuery] = useState("");
  const { hits, isSearching } = useSearch(query, search);

  const go = (href: string) => () => router.push(href);
  const groups: PaletteGroup[] = [
    ...groupHits(hits).map(([heading, items]) => ({
      heading,
      items: items.map((hit) => ({
        id: hit.href,
        label: hit.label,
        keywords: [query],
        icon: <NavIcon name={hit.icon ?? "page"} />,
        onSelect: go(hit.href),
        ...(hit.hint === undefined ? {} : { hint: hit.hint }),
      })),
    })),
    ...nav.map((group) => ({
      heading: group.title,
      items: group.items.map((item) => ({
        id: item.href,
        label: item.label,
        icon: <NavIcon name={item.icon} />,
        onSelect: go(item.href),
        ...(item.keys === undefined ? {} : { keys: item.keys }),
      })),
    })),
    {
      heading: "Theme and help",
      items: [
        ...THEMES.map((theme) => ({
          id: `theme-${theme.value}`,
          label: `Theme: ${theme.label}`,
          icon: theme.icon,
          onSelect: () => setTheme(theme.value),
        })),
        { id: "shortcuts", label: "Keyboard shortcuts", keys: "?", onSelect: openSheet },
      ],
    },
  ];

  return (
    <CommandPalette
      open={open}
      onOpenChange={(next) => {
        onOpenChange(next);
        if (!next) setQuery("");
      }}
      query={query}
      onQueryChange={setQuery}
      groups={groups}
      isSearching={isSearching}
    />
  );
}

function useSearch(query: string, search: SearchAction | undefined) {
  const [found, setFound] = useState<{ words: string; hits: readonly SearchHit[] }>();
  const words = query.trim();
  const isWanted = search !== undefined && words.length > 1;
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      search(words).then(
        (hits) => isCurrent && setFound({ words, hits }),
        // Pages and commands stay usable when the search cannot answer.
        () => isCurrent && setFound({ words, hits: [] }),
      );
    }, SEARCH_DELAY_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [isWanted, search, words]);
  const isCurrent = isWanted && found?.words === words;
  return { hits: isCurrent ? found.hits : [], isSearching: isWanted && !isCurrent };
}

function groupHits(hits: readonly SearchHit[]): [string, SearchHit[]][] {
  const groups = new Map<string, SearchHit[]>();
  for (const hit of hits) groups.set(hit.group, [...(groups.get(hit.group) ?? []), hit]);
  return [...groups];
}
