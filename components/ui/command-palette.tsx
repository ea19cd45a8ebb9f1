"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { Kbd } from "@/components/ui/kbd";

export type PaletteItem = {
  id: string;
  label: string;
  hint?: ReactNode;
  icon?: ReactNode;
  keys?: string;
  /** Further words it is found by. */
  keywords?: readonly string[];
  onSelect: () => void;
};

export type PaletteGroup = { heading: string; items: readonly PaletteItem[] };

type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly PaletteGroup[];
  query: string;
  onQueryChange: (query: string) => void;
  placeholder?: string;
  /** Shown while answers from the server are on their way. */
  isSearching?: boolean;
};

const GROUP_CLASS =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint";

/** Find and go: a list of commands and places, filtered while typing. */
export function CommandPalette(props: CommandPaletteProps) {
  const { open, onOpenChange, groups, query, onQueryChange, isSearching = false } = props;
  return (
    <Command.Dialog
      open={open}
      onOpenChange={onOpenChange}
      label="Search and commands"
      overlayClassName="animate-appear fixed inset-0 z-40 bg-black/40"
      contentClassName="animate-appear fixed top-[12vh] left-1/2 z-50 w-[min(38rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-raised shadow-pop"
    >
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
        <Command.Input
          value={query}
          onValueChange={onQueryChange}
          placeholder={props.placeholder ?? "Go to a page, or find by name"}
          className="h-11 w-full bg-transparent text-base outline-none"
        />
        <Kbd keys="esc" />
      </div>
      <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-1">
        {isSearching ? (
          <Command.Loading className="px-3 py-4 text-sm text-ink-muted">Searching</Command.Loading>
        ) : (
          <Command.Empty className="px-3 py-6 text-center text-sm text-ink-muted">
            Nothing is called “{query}”.
          </Command.Empty>
        )}
        {groups.map((group) => (
          <Command.Group key={group.heading} heading={group.heading} className={GROUP_CLASS}>
            {group.items.map((item) => (
              <Command.Item
                key={item.id}
                value={`${group.heading} ${item.label} ${item.id}`}
                keywords={[...(item.keywords ?? [])]}
                onSelect={() => {
                  onOpenChange(false);
                  item.onSelect();
                }}
                className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-sm px-2 text-sm data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-muted"
              >
                {item.icon}
                <span className="min-w-0 flex-1 truncate">{item.label}</span>
                {item.hint !== undefined && (
                  <span className="truncate text-xs text-ink-muted">{item.hint}</span>
                )}
                {item.keys !== undefined && <Kbd keys={item.keys} />}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command.Dialog>
  );
}
