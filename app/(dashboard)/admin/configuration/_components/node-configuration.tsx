import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatNumber } from "@/lib/format/format-number";

/** The configuration of the node as far as it may be shown. */
export type NodeConfigurationValues = {
  publicUrl: string;
  port: number;
  dataDir: string;
  concurrency: number;
  rateLimitPerMinute: number;
  isEngineOn: boolean;
  areProgramsAllowed: boolean;
  egressAllow: readonly string[];
  logLevel: string;
};

/** How the node that answers was started; read-only, because it is set by its environment. */
export function NodeConfiguration({ values }: { values: NodeConfigurationValues }) {
  const onOff = (isOn: boolean) => (isOn ? "on" : "off");
  return (
    <Card
      title="This node"
      description="Set by environment variables when it is started; secrets are not shown."
    >
      <DefinitionList
        items={[
          { label: "Public address", value: values.publicUrl, mono: true },
          { label: "Port", value: values.port, mono: true },
          { label: "Engine", value: onOff(values.isEngineOn) },
          { label: "Runs at once", value: formatNumber(values.concurrency) },
          {
            label: "API requests",
            value: `${formatNumber(values.rateLimitPerMinute)} a minute for each tenant`,
          },
          { label: "Egress allowed to", value: egressText(values.egressAllow), mono: true },
          { label: "Programs", value: onOff(values.areProgramsAllowed) },
          { label: "Log level", value: values.logLevel },
          { label: "Data folder", value: values.dataDir, mono: true },
        ]}
      />
    </Card>
  );
}

function egressText(allow: readonly string[]): string {
  return ["public addresses", ...allow].join(", ");
}
