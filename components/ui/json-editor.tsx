"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { parseJsonText } from "@/components/ui/json-text";
import { Textarea } from "@/components/ui/textarea";

type JsonEditorProps = {
  label: string;
  name?: string;
  value: string;
  onValueChange: (text: string) => void;
  hint?: string;
  error?: string | undefined;
  optional?: boolean;
  rows?: number;
  className?: string;
};

/** JSON as text: checked when left, formatted on demand, never changed while typing. */
export function JsonEditor(props: JsonEditorProps) {
  const { label, value, onValueChange, hint, error, optional = false, rows = 8 } = props;
  const [isTouched, setIsTouched] = useState(false);
  const parsed = value.trim() === "" ? undefined : parseJsonText(value);
  const problem =
    error ?? (isTouched && parsed !== undefined && !parsed.ok ? parsed.reason : undefined);
  return (
    <Field
      label={label}
      hint={hint}
      error={problem}
      optional={optional}
      {...(props.className === undefined ? {} : { className: props.className })}
    >
      {(control) => (
        <div className="relative">
          <Textarea
            {...control}
            mono
            rows={rows}
            name={props.name}
            value={value}
            onChange={(event) => onValueChange(event.target.value)}
            onBlur={() => setIsTouched(true)}
            className="pr-20"
          />
          <Button
            size="sm"
            variant="ghost"
            className="absolute top-1 right-1"
            disabled={parsed === undefined || !parsed.ok}
            onClick={() => parsed?.ok && onValueChange(JSON.stringify(parsed.value, null, 2))}
          >
            Format
          </Button>
        </div>
      )}
    </Field>
  );
}
