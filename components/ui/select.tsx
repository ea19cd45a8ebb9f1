"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { useState } from "react";
import { CONTROL_CLASS } from "@/components/ui/input";
import { cn } from "@/lib/format/cn";

export type SelectOption<Value extends string = string> = {
  value: Value;
  label: string;
  description?: string;
  disabled?: boolean;
};

type SelectProps<Value extends string> = {
  options: readonly SelectOption<Value>[];
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  name?: string;
  placeholder?: string;
  disabled?: boolean;
  id?: string;
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
};

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, onValueChange, placeholder = "Choose", className, id, ...rest } = props;
  const { value, defaultValue, name, disabled, ...aria } = rest;
  const [chosen, setChosen] = useState(defaultValue);
  const current = options.find((option) => option.value === (value ?? chosen));
  return (
    <Radix.Root
      value={current?.value ?? ""}
      {...(name === undefined ? {} : { name })}
      {...(disabled === undefined ? {} : { disabled })}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next);
        if (option === undefined) return;
        setChosen(option.value);
        onValueChange?.(option.value);
      }}
    >
      <Radix.Trigger
        id={id}
        {...aria}
        className={cn(
          "flex h-8 w-full min-w-0 items-center justify-between gap-2 text-left data-[placeholder]:text-ink-faint",
          CONTROL_CLASS,
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder}>{current?.label}</Radix.Value>
        </span>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="animate-appear z-50 max-h-80 min-w-(--radix-select-trigger-width) overflow-auto rounded-md border border-line bg-raised p-1 shadow-pop"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Option key={option.value} option={option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ option }: { option: SelectOption }) {
  return (
    <Radix.Item
      value={option.value}
      disabled={option.disabled ?? false}
      className="flex min-h-7 cursor-pointer items-start gap-2 rounded-sm py-1 pr-3 pl-7 text-sm outline-none data-[disabled]:text-ink-faint data-[highlighted]:bg-hover relative"
    >
      <Radix.ItemIndicator className="absolute left-1.5 top-1.5">
        <Check aria-hidden="true" className="size-4" />
      </Radix.ItemIndicator>
      <div>
        <Radix.ItemText>{option.label}</Radix.ItemText>
        {option.description !== undefined && (
          <p className="text-xs text-ink-muted">{option.description}</p>
        )}
      </div>
    </Radix.Item>
  );
}
