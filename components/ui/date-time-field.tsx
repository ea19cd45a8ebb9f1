"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { parseUtcText, utcText } from "@/components/ui/utc-text";

type DateTimeFieldProps = {
  label: string;
  name?: string;
  /** The text as typed; the caller keeps it, so that a wrong entry is not lost. */
  value: string;
  onValueChange: (text: string) => void;
  hint?: string;
  /** An error from the server; the format is checked here. */
  error?: string | undefined;
  optional?: boolean;
  className?: string;
};

const HELPERS = [
  { label: "Now", minutes: 0 },
  { label: "+1 h", minutes: 60 },
  { label: "+1 day", minutes: 1_440 },
];

/** An instant typed as text in UTC: the same for everybody, whatever the browser's language. */
export function DateTimeField(props: DateTimeFieldProps) {
  const { label, value, onValueChange, error, optional = false } = props;
  const [isTouched, setIsTouched] = useState(false);
  const parsed = value.trim() === "" ? undefined : parseUtcText(value);
  const problem =
    error ?? (isTouched && parsed !== undefined && !parsed.ok ? parsed.reason : undefined);

  function shift(minutes: number) {
    const from = minutes !== 0 && parsed?.ok ? parsed.at.getTime() : Date.now();
    onValueChange(utcText(new Date(from + minutes * 60_000)));
  }

  return (
    <Field
      label={label}
      hint={props.hint ?? "UTC, as YYYY-MM-DD HH:MM:SS"}
      error={problem}
      optional={optional}
      {...(props.className === undefined ? {} : { className: props.className })}
    >
      {(control) => (
        <div className="flex flex-wrap gap-1.5">
          <Input
            {...control}
            mono
            name={props.name}
            value={value}
            inputMode="numeric"
            placeholder="2025-11-14 14:00:00"
            onChange={(event) => onValueChange(event.target.value)}
            onBlur={() => setIsTouched(true)}
            className="w-48"
          />
          {HELPERS.map((helper) => (
            <Button
              key={helper.label}
              variant="ghost"
              className="px-2"
              onClick={() => shift(helper.minutes)}
            >
              {helper.label}
            </Button>
          ))}
          {optional && value !== "" && (
            <Button variant="ghost" className="px-2" onClick={() => onValueChange("")}>
              Clear
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}
