"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

type Header = { name: string; value: string };

type HeadersFieldProps = {
  value: readonly Header[];
  onValueChange: (headers: Header[]) => void;
  error: string | undefined;
};

/** Extra headers of the call, one row each. */
export function HeadersField({ value, onValueChange, error }: HeadersFieldProps) {
  const change = (index: number, patch: Partial<Header>) =>
    onValueChange(value.map((header, at) => (at === index ? { ...header, ...patch } : header)));
  const isInvalid = error === undefined ? {} : { "aria-invalid": true };
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">
        Headers <span className="ml-0.5 font-normal text-ink-faint">optional</span>
      </legend>
      {value.map((header, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own and keep their order.
        <div key={index} className="flex gap-1.5">
          <Input
            {...isInvalid}
            mono
            aria-label={`Name of header ${index + 1}`}
            placeholder="X-Company-Code"
            value={header.name}
            spellCheck={false}
            onChange={(event) => change(index, { name: event.target.value })}
            className="basis-2/5"
          />
          <Input
            {...isInvalid}
            mono
            aria-label={`Value of header ${index + 1}`}
            value={header.value}
            spellCheck={false}
            onChange={(event) => change(index, { value: event.target.value })}
          />
          <IconButton
            label={`Remove header ${index + 1}`}
            icon={<X aria-hidden="true" />}
            onClick={() => onValueChange(value.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button
        size="sm"
        className="justify-self-start"
        onClick={() => onValueChange([...value, { name: "", value: "" }])}
      >
        <Plus aria-hidden="true" />
        Add a header
      </Button>
      <FieldError error={error} />
    </fieldset>
  );
}
