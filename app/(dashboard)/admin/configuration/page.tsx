import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { isAllowed } from "@/lib/domain/access/access";
import { formatCount } from "@/lib/format/format-number";
import { getConfiguration } from "@/lib/queries/configuration/get-configuration";
import { nodeEnv, pageContext } from "@/lib/server";
import { AdministratorsOnly } from "../_components/administrators-only";
import { InstanceSettings } from "./_components/instance-settings";
import { NodeConfiguration } from "./_components/node-configuration";

export const metadata: Metadata = { title: "Configuration" };

type Values = Awaited<ReturnType<typeof getConfiguration>>;

export default async function ConfigurationPage() {
  const ctx = await pageContext();
  if (!isAllowed(ctx.actor, "config.write")) return <AdministratorsOnly title="Configuration" />;
  const [values, env] = await Promise.all([getConfiguration(ctx), nodeEnv()]);
  const isProvider = ctx.scope.allTenants;
  return (
    <>
      <PageHeader
        title="Configuration"
        description="What holds for the whole instance, and how this node was started."
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title="Instance">
          {isProvider ? <InstanceSettings values={values} /> : <FixedValues values={values} />}
        </Card>
        {isProvider && <NodeConfiguration values={env} />}
      </div>
    </>
  );
}

function FixedValues({ values }: { values: Values }) {
  return (
    <div className="grid gap-3">
      <Alert>Only the provider may change these values.</Alert>
      <DefinitionList
        items={[
          { label: "Callback within", value: formatCount(values.ASYNC_EXEC_TIMEOUT, "second") },
          { label: "Runs are kept", value: formatCount(values.RUN_RETENTION_DAYS, "day") },
          { label: "Run logs are kept", value: formatCount(values.RUN_LOG_RETENTION_DAYS, "day") },
          { label: "History is kept", value: formatCount(values.HISTORY_RETENTION_DAYS, "day") },
        ]}
      />
    </div>
  );
}
