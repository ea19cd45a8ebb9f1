"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { FormEvent, ReactNode } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { CONTROL_CLASS, Input } from "@/components/ui/input";
import { cn } from "@/lib/format/cn";

/** A field of the form, named as in the address. */
export type FilterField = {
  name: string;
  label: string;
  hint?: string;
  value: string;
  /** Choices by value; free text when left out. */
  options?: readonly { value: string; label: string }[];
};

type ReportFilterFormProps = {
  path: string;
  fields: readonly FilterField[];
  /** Parameters that stay as they are. */
  kept: Readonly<Record<string, string>>;
  periods: readonly { label: string; href: string; isCurrent: boolean }[];
  children?: ReactNode;
};

/** What a report is narrowed by; the address holds it, so that it can be shared and gone back to. */
export function ReportFilterForm({ path, fields, kept, periods, children }: ReportFilterFormProps) {
  const router = useRouter();
  function show(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const params = new URLSearchParams(kept);
    for (const { name } of fields) {
      const value = String(form.get(name) ?? "").trim();
      if (value !== "") params.set(name, value);
    }
    const search = params.toString();
    router.push(search === "" ? path : `${path}?${search}`);
  }
  return (
    <div className="mb-3 rounded-lg border border-line bg-surface p-3">
      <form
        aria-label="Filter"
        key={fields.map(({ value }) => value).join("|")}
        onSubmit={show}
        className="grid grid-cols-1 items-start gap-x-3 gap-y-2 sm:grid-cols-2 lg:grid-cols-4 xl:grid-cols-5"
      >
        {fields.map((field) => (
          <Field key={field.name} label={field.label} hint={field.hint}>
            {(control) => <Control field={field} {...control} />}
          </Field>
        ))}
        <div className="flex gap-1.5 self-end sm:pb-0">
          <Button type="submit" variant="primary">
            Show
          </Button>
          <Link href={path} className={buttonClass({ variant: "ghost" })}>
            Reset
          </Link>
        </div>
      </form>
      <div className="mt-2 flex flex-wrap items-center gap-1.5">
        <span className="text-xs text-ink-muted">Started</span>
        {periods.map(({ label, href, isCurrent }) => (
          <Link
            key={label}
            href={href}
            scroll={false}
            aria-current={isCurrent ? "true" : undefined}
            className={cn(buttonClass({ size: "sm" }), isCurrent && "bg-selection/60")}
          >
            {label}
          </Link>
        ))}
        {children}
      </div>
    </div>
  );
}

type ControlProps = {
  field: FilterField;
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
};

function Control({ field, ...control }: ControlProps) {
  const { name, value, options } = field;
  if (options === undefined) return <Input {...control} name={name} defaultValue={value} />;
  return (
    <select
      {...control}
      name={name}
      defaultValue={value}
      className={cn("h-8 w-full", CONTROL_CLASS)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
