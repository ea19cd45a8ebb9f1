import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AlertEvent } from "@/lib/domain/alert/alert-event";
import type { AlertRuleBody } from "@/lib/domain/alert/alert-rule";
import type { FormResult } from "@/lib/services/access/form-result";
import { gateFieldError } from "../../gates/_components/gate-field-error";

type Thresholds = AlertRuleBody["thresholds"];

/** The figures of the events that need one. */
const FIGURES: readonly {
  event: AlertEvent;
  field: keyof Thresholds;
  label: string;
  hint: string;
}[] = [
  {
    event: "NOT_STARTED_BY",
    field: "notStartedMinutes",
    label: "Not started after",
    hint: "Minutes after the planned start",
  },
  {
    event: "RUNNING_TOO_LONG",
    field: "runningMinutes",
    label: "Running longer than",
    hint: "Minutes; may be left out when the next is given",
  },
  {
    event: "RUNNING_TOO_LONG",
    field: "runningPercent",
    label: "Or longer than usual by",
    hint: "Percent above the mean of the last 10 completed runs",
  },
  {
    event: "START_DELAY",
    field: "startDelayMinutes",
    label: "Started late by more than",
    hint: "Minutes after the planned start",
  },
  {
    event: "PARALLEL_RUNS",
    field: "parallelRuns",
    label: "More at once than",
    hint: "Runs of one job",
  },
  {
    event: "LOG_MATCH",
    field: "logPattern",
    label: "Text in the log",
    hint: "Regular expression; case does not count",
  },
];

type ThresholdFieldsProps = {
  result: FormResult<unknown> | null;
  events: readonly AlertEvent[];
  thresholds: Thresholds | undefined;
};

/** The figures that the chosen events need. */
export function ThresholdFields({ result, events, thresholds }: ThresholdFieldsProps) {
  const shown = FIGURES.filter(({ event }) => events.includes(event));
  if (shown.length === 0) return null;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {shown.map(({ field, label, hint }) => (
        <Field
          key={field}
          label={label}
          hint={hint}
          error={gateFieldError(result, `thresholds.${field}`)}
        >
          {(control) => (
            <Input
              {...control}
              name={field}
              mono={field === "logPattern"}
              {...(field === "logPattern" ? {} : { inputMode: "numeric" as const })}
              maxLength={field === "logPattern" ? 200 : 6}
              defaultValue={thresholds?.[field] ?? ""}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
