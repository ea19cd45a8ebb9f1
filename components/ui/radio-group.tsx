"use client";

import { RadioGroup as Radix } from "radix-ui";
import { useId } from "react";
import { cn } from "@/lib/format/cn";

type RadioOption<Value extends string> = { value: Value; label: string; hint?: string };

type RadioGroupProps<Value extends string> = {
  label: string;
  options: readonly RadioOption<Value>[];
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  name?: string;
  className?: string;
};

/** One of several choices, each with a sentence that explains it. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, options, value, defaultValue, onValueChange, name, className } = props;
  const base = useId();
  return (
    <Radix.Root
      aria-label={label}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      {...(name === undefined ? {} : { name })}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen !== undefined) onValueChange?.(chosen.value);
      }}
      className={cn("flex flex-col gap-2", className)}
    >
      {options.map((option) => (
        <div key={option.value} className="flex items-start gap-2">
          <Radix.Item
            id={`${base}-${option.value}`}
            value={option.value}
            aria-describedby={
              option.hint === undefined ? undefined : `${base}-${option.value}-hint`
            }
            className="relative mt-0.5 size-4 shrink-0 rounded-full border border-line-strong bg-surface after:absolute after:-inset-1 after:content-[''] data-[state=checked]:border-accent"
          >
            <Radix.Indicator className="absolute inset-0.75 rounded-full bg-accent" />
          </Radix.Item>
          <div>
            <label htmlFor={`${base}-${option.value}`} className="text-sm">
              {option.label}
            </label>
            {option.hint !== undefined && (
              <p id={`${base}-${option.value}-hint`} className="text-xs text-ink-muted">
                {option.hint}
              </p>
            )}
          </div>
        </div>
      ))}
    </Radix.Root>
  );
}
