"use client";

import { FormSection } from "@/components/ui/form-section";
import { updateRetentionAction, updateTimeoutAction } from "../actions";
import { ConfigurationForm } from "./configuration-form";

type InstanceSettingsProps = {
  values: Readonly<
    Record<
      | "ASYNC_EXEC_TIMEOUT"
      | "RUN_RETENTION_DAYS"
      | "RUN_LOG_RETENTION_DAYS"
      | "HISTORY_RETENTION_DAYS",
      number
    >
  >;
};

/** What holds for the whole instance and can be changed while it runs. */
export function InstanceSettings({ values }: InstanceSettingsProps) {
  return (
    <>
      <FormSection
        title="Asynchronous timeout"
        description="ASYNC_EXEC_TIMEOUT of the compatible API. Definitions may set their own."
      >
        <ConfigurationForm
          label="Asynchronous timeout"
          settings={[
            {
              name: "ASYNC_EXEC_TIMEOUT",
              label: "Seconds",
              hint: "How long a run waits for its callback before it ends Unknown, 1 to 604800",
              value: values.ASYNC_EXEC_TIMEOUT,
            },
          ]}
          onSave={({ ASYNC_EXEC_TIMEOUT = "" }) => updateTimeoutAction(ASYNC_EXEC_TIMEOUT)}
        />
      </FormSection>
      <FormSection
        title="Retention"
        description="In days. What is older is removed, a little at a time; shortening it cannot be undone."
      >
        <ConfigurationForm
          label="Retention"
          settings={[
            {
              name: "RUN_RETENTION_DAYS",
              label: "Runs",
              hint: "Finished runs with their transitions; definitions may set their own",
              value: values.RUN_RETENTION_DAYS,
            },
            {
              name: "RUN_LOG_RETENTION_DAYS",
              label: "Run logs",
              hint: "Not longer than the runs",
              value: values.RUN_LOG_RETENTION_DAYS,
            },
            {
              name: "HISTORY_RETENTION_DAYS",
              label: "Action log and audit",
              hint: "Who changed what, and when",
              value: values.HISTORY_RETENTION_DAYS,
            },
          ]}
          onSave={(texts) => updateRetentionAction(numbersOf(texts))}
        />
      </FormSection>
    </>
  );
}

/** Text that is no whole number becomes none, for the service to refuse. */
function numbersOf(texts: Readonly<Record<string, string>>): Record<string, number> {
  const numberOf = (text: string) => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN);
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, numberOf(text)]));
}
