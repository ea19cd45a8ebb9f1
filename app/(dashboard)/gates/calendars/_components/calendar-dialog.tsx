"use client";

import { useState } from "react";
import { Field, FieldError } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { CalendarView } from "@/lib/domain/native-api/window-resource";
import type { Weekday } from "@/lib/domain/schedule/window/weekday";
import { formatCount } from "@/lib/format/format-number";
import type { FormResult } from "@/lib/services/access/form-result";
import { FormFailure } from "../../../admin/_components/form-failure";
import { GateDialog } from "../../_components/gate-dialog";
import { gateFieldError } from "../../_components/gate-field-error";
import { DescriptionField, NameField } from "../../_components/gate-fields";
import { WeekdayToggles } from "../../_components/weekday-toggles";
import { entriesOf } from "../../form-values";
import { saveCalendarAction } from "../actions";

type CalendarDialogProps = {
  calendar?: Pick<CalendarView, "name" | "description" | "holidays" | "weekend">;
};

const FIELDS = ["name", "description", "holidays", "weekend"];
const WEEKEND: readonly Weekday[] = ["sat", "sun"];

/** Makes a calendar, or changes its days. */
export function CalendarDialog({ calendar }: CalendarDialogProps) {
  const name = calendar?.name ?? null;
  return (
    <GateDialog
      tab="calendars"
      noun="calendar"
      name={name}
      description="Its holidays and the days of its weekend are not working days."
      action={saveCalendarAction.bind(null, name)}
    >
      {(result) => (
        <>
          <FormFailure result={result} fields={FIELDS} />
          {name === null && <NameField result={result} />}
          <DescriptionField result={result} value={calendar?.description ?? ""} />
          <WeekendField weekend={calendar?.weekend ?? WEEKEND} result={result} />
          <HolidaysField holidays={calendar?.holidays ?? []} result={result} />
        </>
      )}
    </GateDialog>
  );
}

type WeekendFieldProps = { weekend: readonly Weekday[]; result: FormResult<unknown> | null };

function WeekendField({ weekend, result }: WeekendFieldProps) {
  const [days, setDays] = useState<readonly Weekday[]>(weekend);
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">Weekend</legend>
      <WeekdayToggles label="Weekend" value={days} onValueChange={setDays} />
      {days.map((day) => (
        <input key={day} type="hidden" name="weekend" value={day} />
      ))}
      <FieldError error={gateFieldError(result, "weekend")} />
    </fieldset>
  );
}

type HolidaysFieldProps = { holidays: readonly string[]; result: FormResult<unknown> | null };

function HolidaysField({ holidays, result }: HolidaysFieldProps) {
  const [text, setText] = useState(holidays.join("\n"));
  const entries = entriesOf(text);
  return (
    <Field
      label="Holidays"
      hint={`One date a line, such as 2026-12-25; ${formatCount(new Set(entries).size, "day")}`}
      error={holidayError(entries, result)}
    >
      {(control) => (
        <Textarea
          {...control}
          mono
          name="holidays"
          rows={12}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
    </Field>
  );
}

/** The refusal with the entry it is about, which is one of many lines. */
function holidayError(
  entries: readonly string[],
  result: FormResult<unknown> | null,
): string | undefined {
  const sentence = gateFieldError(result, "holidays");
  const place = result && !result.ok ? /^holidays\.(\d+)$/.exec(result.field ?? "")?.[1] : null;
  const entry = place ? entries[Number(place)] : undefined;
  return sentence === undefined || entry === undefined ? sentence : `${entry}: ${sentence}`;
}
