"use client";

import { Command } from "cmdk";
import { Check, ChevronDown, ExternalLink } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import type { FieldControl } from "@/components/ui/field";
import { CONTROL_CLASS } from "@/components/ui/input";
import { cn } from "@/lib/format/cn";

export type ComboboxOption = { value: string; hint?: ReactNode };

type ComboboxProps = Partial<FieldControl> & {
  "aria-label"?: string;
  value: string;
  onValueChange: (value: string) => void;
  options: readonly ComboboxOption[];
  /** What the value is called that is no value: offered first where there may be none. */
  none?: string;
  placeholder?: string;
  /** Of what is looked for, for the box that is typed into. */
  searchLabel: string;
  /** Told what is looked for, where the options come from elsewhere; otherwise they are filtered here. */
  onSearch?: (text: string) => void;
  /** Takes a text that is none of the options. */
  allowsOther?: boolean;
  /** Where what is missing is made; opens beside the form. */
  make?: { label: string; href: string };
  className?: string;
};

const ITEM_CLASS =
  "flex min-h-7 cursor-pointer items-center gap-2 rounded-sm px-2 py-1 text-sm data-[selected=true]:bg-hover";

/** One name out of many: opens on a list that is narrowed by typing. */
export function Combobox(props: ComboboxProps) {
  const { value, none, placeholder = "Choose", make, className } = props;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover.Root
      open={isOpen}
      onOpenChange={(open) => {
        setIsOpen(open);
        if (open) props.onSearch?.("");
      }}
    >
      <Popover.Trigger asChild>
        <button
          type="button"
          role="combobox"
          aria-expanded={isOpen}
          aria-haspopup="listbox"
          id={props.id}
          aria-label={props["aria-label"]}
          aria-describedby={props["aria-describedby"]}
          aria-invalid={props["aria-invalid"]}
          className={cn(
            "flex h-8 w-full min-w-0 items-center justify-between gap-2 text-left",
            CONTROL_CLASS,
            className,
          )}
        >
          <span className={cn("truncate", value === "" && "text-ink-faint")}>
            {value === "" ? (none ?? placeholder) : value}
          </span>
          <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="animate-appear z-50 w-(--radix-popover-trigger-width) min-w-64 rounded-md border border-line bg-raised shadow-pop"
        >
          <Choices {...props} onDone={() => setIsOpen(false)} />
          {make !== undefined && (
            <a
              href={make.href}
              target="_blank"
              rel="noreferrer"
              className="flex items-center gap-1.5 border-t border-line px-3 py-2 text-xs text-accent-text hover:underline"
            >
              {make.label}
              <ExternalLink aria-hidden="true" className="size-3" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices(props: ComboboxProps & { onDone: () => void }) {
  const { value, onValueChange, options, none, onSearch, onDone, allowsOther = false } = props;
  const [text, setText] = useState("");
  const [marked, setMarked] = useState("");
  const wanted = text.trim();
  const isOther =
    allowsOther && wanted !== "" && options.every((option) => option.value !== wanted);

  function choose(next: string) {
    onDone();
    onValueChange(next);
  }

  return (
    <Command
      label={props.searchLabel}
      shouldFilter={onSearch === undefined}
      loop
      {...(onSearch === undefined
        ? {}
        : { value: markedOf(options, marked), onValueChange: setMarked })}
    >
      <Command.Input
        value={text}
        onValueChange={(next) => {
          setText(next);
          onSearch?.(next);
        }}
        placeholder={props.searchLabel}
        className="h-9 w-full border-b border-line bg-transparent px-3 text-base outline-none sm:text-sm"
      />
      <Command.List className="max-h-60 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-3 text-sm text-ink-muted">
          {text === "" ? "There is none yet." : `Nothing is called “${text}”.`}
        </Command.Empty>
        {none !== undefined && text === "" && (
          <Command.Item value="__none" onSelect={() => choose("")} className={ITEM_CLASS}>
            <Mark isShown={value === ""} />
            <span className="text-ink-muted">{none}</span>
          </Command.Item>
        )}
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            onSelect={() => choose(option.value)}
            className={ITEM_CLASS}
          >
            <Mark isShown={option.value === value} />
            <span className="min-w-0 flex-1 truncate">{option.value}</span>
            {option.hint !== undefined && (
              <span className="shrink-0 text-xs text-ink-muted">{option.hint}</span>
            )}
          </Command.Item>
        ))}
        {isOther && (
          <Command.Item
            value={`__other ${wanted}`}
            onSelect={() => choose(wanted)}
            className={ITEM_CLASS}
          >
            <Mark isShown={false} />
            Use “{wanted}”
          </Command.Item>
        )}
      </Command.List>
    </Command>
  );
}

/** Options that come from elsewhere are replaced while one of them is marked: then it is the first of the new ones. */
function markedOf(options: readonly ComboboxOption[], marked: string): string {
  return options.some(({ value }) => value === marked) ? marked : (options[0]?.value ?? "");
}

function Mark({ isShown }: { isShown: boolean }) {
  return <Check aria-hidden="true" className={cn("size-4 shrink-0", !isShown && "invisible")} />;
}
