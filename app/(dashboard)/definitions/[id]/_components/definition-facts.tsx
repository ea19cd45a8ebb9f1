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
  const { retentionDays, properties } = definition;
  const alerts = [
    definition.alertOnError && "error",
    definition.alertOnSuccess && "success",
  ].filter(Boolean);
  return (
    <Card title="Definition">
      <DefinitionList
        columns={2}
        items={[
          ...kindFacts(definition, defaults),
          { label: "Description", value: definition.description, wide: true },
          { label: "Number", value: definition.jobId, mono: true },
          { label: "Job name", value: definition.jobName, mono: true },
          { label: "Priority", value: definition.priority },
          { label: "Queue", value: definition.queue },
          { label: "Job class", value: properties.jobClass },
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

type Fact = { label: string; value: string; mono?: boolean; wide?: boolean };

/** What a run of the definition does. */
function kindFacts(definition: Definition, defaults: DefinitionFactsProps["defaults"]): Fact[] {
  const { properties, kind } = definition;
  if (kind === "http") return endpointFacts(definition, defaults);
  if (properties.wait !== null) {
    return [{ label: "Waits", value: formatCount(properties.wait.seconds, "second"), wide: true }];
  }
  if (properties.program === null) return [];
  const { program, variant, environment, workingDirectory } = properties.program;
  return [
    { label: "Program", value: program, mono: true, wide: true },
    {
      label: "Arguments",
      value: properties.program.arguments.map((argument) => JSON.stringify(argument)).join(" "),
      mono: true,
      wide: true,
    },
    { label: "Variant", value: variant ?? "" },
    { label: "Working directory", value: workingDirectory ?? "", mono: true },
    { label: "Environment", value: Object.keys(environment).join(", "), mono: true, wide: true },
  ];
}

function endpointFacts(definition: Definition, defaults: DefinitionFactsProps["defaults"]): Fact[] {
  const { httpMethod, url, headers, synchronousSeconds, asynchronousSeconds } = definition;
  const callback = withDefault(asynchronousSeconds, defaults.asynchronousSeconds, "second");
  return [
    { label: "Endpoint", value: `${httpMethod} ${url}`, mono: true, wide: true },
    { label: "Authentication", value: authenticationOf(definition) },
    { label: "Headers", value: Object.keys(headers).join(", "), mono: true },
    { label: "Answer within", value: formatCount(synchronousSeconds, "second") },
    { label: "Callback within", value: callback },
  ];
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
