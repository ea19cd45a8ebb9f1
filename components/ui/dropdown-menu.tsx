"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { Fragment, type ReactNode } from "react";
import { Kbd } from "@/components/ui/kbd";
import { cn } from "@/lib/format/cn";

export type MenuItem = {
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Why it is disabled, or what it does. */
  hint?: string;
  /** Marks one of several choices; present on check items only. */
  checked?: boolean;
  /** A link instead of an action; `download` saves its answer as a file. */
  href?: string;
  download?: boolean;
  onSelect?: () => void;
};

export type MenuGroup = { label?: string; items: readonly MenuItem[] };

type DropdownMenuProps = {
  trigger: ReactNode;
  groups: readonly MenuGroup[];
  align?: "start" | "end";
  /** Shown above the items, for example who is signed in. */
  header?: ReactNode;
};

export function DropdownMenu({ trigger, groups, align = "end", header }: DropdownMenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="animate-appear z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-pop"
        >
          {header !== undefined && (
            <div className="border-b border-line px-2 pt-1 pb-2 mb-1">{header}</div>
          )}
          {groups.map((group, index) => (
            <Fragment key={group.label ?? group.items[0]?.id ?? index}>
              {index > 0 && <Radix.Separator className="my-1 h-px bg-line" />}
              {group.label !== undefined && (
                <Radix.Label className="px-2 py-1 text-2xs font-medium text-ink-faint">
                  {group.label}
                </Radix.Label>
              )}
              {group.items.map((item) => (
                <Item key={item.id} item={item} />
              ))}
            </Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Item({ item }: { item: MenuItem }) {
  const classes = cn(
    "flex min-h-7 w-full cursor-pointer items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none select-none",
    "data-[highlighted]:bg-hover data-[disabled]:cursor-not-allowed data-[disabled]:text-ink-faint [&_svg]:size-4 [&_svg]:shrink-0",
    item.danger && "text-danger-text",
  );
  const content = (
    <>
      {item.checked !== undefined ? (
        <Check aria-hidden="true" className={cn(!item.checked && "invisible")} />
      ) : (
        item.icon
      )}
      <span className="flex-1">
        {item.label}
        {item.hint !== undefined && (
          <span className="block text-xs text-ink-muted">{item.hint}</span>
        )}
      </span>
      {item.keys !== undefined && <Kbd keys={item.keys} />}
    </>
  );
  if (item.href !== undefined) {
    return (
      <Radix.Item asChild disabled={item.disabled ?? false}>
        <a href={item.href} className={classes} {...(item.download ? { download: true } : {})}>
          {content}
        </a>
      </Radix.Item>
    );
  }
  if (item.checked !== undefined) {
    return (
      <Radix.CheckboxItem
        checked={item.checked}
        disabled={item.disabled ?? false}
        onSelect={() => item.onSelect?.()}
        className={classes}
      >
        {content}
      </Radix.CheckboxItem>
    );
  }
  return (
    <Radix.Item
      disabled={item.disabled ?? false}
      onSelect={() => item.onSelect?.()}
      className={classes}
    >
      {content}
    </Radix.Item>
  );
}
