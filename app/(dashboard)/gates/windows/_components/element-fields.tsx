"use client";

import { X } from "lucide-react";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldError } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { WeekdayToggles } from "../../_components/weekday-toggles";
import type { ElementDraft } from "../window-draft";

type ElementFieldsProps = {
  /** Its place in the window, from 1. */
  place: number;
  draft: ElementDraft;
  change: (patch: Partial<ElementDraft>) => void;
  onRemove: () => void;
  /** The refusal that belongs to a part of it. */
  errorOf: (part: string) => string | undefined;
};

const TEXTS = [
  {
    part: "days",
    label: "Days of the month",
    hint: "1 to 31; −1 is the last",
    example: "1, 15, -1",
  },
  { part: "months", label: "Months", hint: "1 to 12", example: "3, 6, 9, 12" },
  { part: "dates", label: "Dates", hint: "Year, month, day", example: "2026-12-24" },
] as const;

const TIMES = [
  { part: "from", label: "From", example: "00:00" },
  { part: "to", label: "To", example: "24:00" },
] as const;

/** One element of a time window: the days it is open on, and from when to when. */
export function ElementFields(props: ElementFieldsProps) {
  const { place, draft, change, onRemove, errorOf } = props;
  return (
    <fieldset className="grid gap-3 rounded-md border border-line p-3">
      <legend className="sr-only">Element {place}</legend>
      <div className="flex items-start gap-2">
        <div className="grid min-w-0 flex-1 gap-2">
          <WeekdayToggles
            label={`Weekdays of element ${place}`}
            value={draft.weekdays}
            onValueChange={(weekdays) => change({ weekdays })}
          />
          <FieldError error={errorOf("weekdays")} />
          <Field label="Working days only" inline error={errorOf("workday")}>
            {(control) => (
              <Checkbox
                {...control}
                checked={draft.workday}
                onCheckedChange={(checked) => change({ workday: checked === true })}
              />
            )}
          </Field>
        </div>
        <div className="flex gap-2">
          {TIMES.map(({ part, label, example }) => (
            <Field key={part} label={label} error={errorOf(part)} className="w-24">
              {(control) => (
                <Input
                  {...control}
                  mono
                  value={draft[part]}
                  placeholder={example}
                  maxLength={5}
                  onChange={(event) => change({ [part]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        <IconButton
          label={`Remove element ${place}`}
          icon={<X aria-hidden="true" />}
          onClick={onRemove}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-3">
        {TEXTS.map(({ part, label, hint, example }) => (
          <Field key={part} label={label} optional hint={hint} error={errorOf(part)}>
            {(control) => (
              <Input
                {...control}
                mono
                value={draft[part]}
                placeholder={example}
                spellCheck={false}
                onChange={(event) => change({ [part]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
