import { Field, FieldError } from "@/components/ui/field";
import type { WindowView } from "@/lib/domain/native-api/window-resource";
import type { FormResult } from "@/lib/services/access/form-result";
import { NativeSelect } from "../../../admin/_components/native-select";
import { gateFieldError } from "../../_components/gate-field-error";

type ReferenceFieldsProps = {
  rules: Pick<WindowView, "calendar" | "enabledDuring" | "disabledDuring">;
  windows: readonly string[];
  calendars: readonly string[];
  result: FormResult<unknown> | null;
};

const LISTS = [
  { field: "enabledDuring", label: "Open only while these are open" },
  { field: "disabledDuring", label: "Closed while one of these is open" },
] as const;

/** What else a window depends on: a calendar, and other windows. */
export function ReferenceFields({ rules, windows, calendars, result }: ReferenceFieldsProps) {
  const { calendar } = rules;
  const offered = calendar === null || calendars.includes(calendar) ? [] : [calendar];
  return (
    <>
      <Field
        label="Calendar"
        hint="Says which days are working days; without one, Monday to Friday"
        error={gateFieldError(result, "calendar")}
      >
        {(control) => (
          <NativeSelect {...control} name="calendar" defaultValue={calendar ?? ""}>
            <option value="">None</option>
            {[...offered, ...calendars].map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {LISTS.map(({ field, label }) => (
        <WindowChoices
          key={field}
          field={field}
          label={label}
          windows={[...new Set([...rules[field], ...windows])]}
          chosen={rules[field]}
          error={gateFieldError(result, field)}
        />
      ))}
    </>
  );
}

type WindowChoicesProps = {
  field: string;
  label: string;
  windows: readonly string[];
  chosen: readonly string[];
  error: string | undefined;
};

function WindowChoices({ field, label, windows, chosen, error }: WindowChoicesProps) {
  if (windows.length === 0) return null;
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">
        {label} <span className="ml-0.5 font-normal text-ink-faint">optional</span>
      </legend>
      <div className="grid max-h-36 gap-1 overflow-y-auto sm:grid-cols-2">
        {windows.map((name) => (
          <label key={name} className="flex items-baseline gap-2 text-sm wrap-anywhere">
            <input
              type="checkbox"
              name={field}
              value={name}
              defaultChecked={chosen.includes(name)}
              className="size-4 translate-y-0.5 accent-[var(--accent)]"
            />
            {name}
          </label>
        ))}
      </div>
      <FieldError error={error} />
    </fieldset>
  );
}
