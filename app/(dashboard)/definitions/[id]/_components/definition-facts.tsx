import { InstantText } from "@/components/runs/instant-text";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import type { Definition } from "@/lib/domain/definition/definition";
import { formatCount } from "@/lib/format/format-number";

type DefinitionFactsProps = {
  definition: Definition;
  defaults: { asynchronousSeconds: number; retentionDays: number };
};

/** What is set for a definition. */
export function DefinitionFacts({ definition, defaults }: DefinitionFactsProps) {
  const { asynchronousSeconds, retentionDays, headers } = definition;
  const alerts = [
    definition.alertOnError && "error",
    definition.alertOnSuccess && "success",
  ].filter(Boolean);
  return (
    <Card title="Definition">
      <DefinitionList
        columns={2}
        items={[
          {
            label: "Endpoint",
            value: `${definition.httpMethod} ${definition.url}`,
            mono: true,
            wide: true,
          },
          { label: "Description", value: definition.description, wide: true },
          { label: "Number", value: definition.jobId, mono: true },
          { label: "Job name", value: definition.jobName, mono: true },
          { label: "Authentication", value: authenticationOf(definition) },
          { label: "Headers", value: Object.keys(headers).join(", "), mono: true },
          { label: "Answer within", value: formatCount(definition.synchronousSeconds, "second") },
          {
            label: "Callback within",
            value: withDefault(asynchronousSeconds, defaults.asynchronousSeconds, "second"),
          },
          { label: "Priority", value: definition.priority },
          { label: "Queue", value: definition.queue },
          { label: "Hold on submit", value: definition.hold ? "yes" : "no" },
          {
            label: "Runs are kept",
            value: keptOf(definition, withDefault(retentionDays, defaults.retentionDays, "day")),
          },
          { label: "Start time", value: <InstantText at={definition.startAt} form="full" /> },
          { label: "End time", value: <InstantText at={definition.endAt} form="full" /> },
          { label: "Alerts", value: alerts.length === 0 ? "none" : `on ${alerts.join(" and ")}` },
          {
            label: "Created",
            value: (
              <>
                <InstantText at={definition.createdAt} /> by {definition.createdBy}
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}

function authenticationOf({ endpointUser, hasEndpointPassword }: Definition): string {
  if (endpointUser === null) return "signed token";
  return `Basic as ${endpointUser}${hasEndpointPassword ? "" : ", without a password"}`;
}

function withDefault(value: number | null, fallback: number, noun: string): string {
  return value === null ? `${formatCount(fallback, noun)} (default)` : formatCount(value, noun);
}

function keptOf({ deleteAfterSuccess }: Definition, days: string): string {
  return deleteAfterSuccess ? `${days}; completed ones are deleted at once` : days;
}
