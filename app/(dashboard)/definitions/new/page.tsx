import type { Metadata } from "next";
import { NEW_DEFINITION } from "@/components/definitions/definition-draft";
import { DefinitionForm } from "@/components/definitions/definition-form";
import { PageHeader } from "@/components/layout/page-header";
import { isAllowed } from "@/lib/domain/access/access";
import { getConfiguration } from "@/lib/queries/configuration/get-configuration";
import { nodeEnv, pageContext } from "@/lib/server";
import { NotPermitted } from "../_components/not-permitted";
import { createDefinitionAction } from "../actions";
import { formCatalog } from "../form-catalog";

export const metadata: Metadata = { title: "New definition" };

export default async function NewDefinitionPage() {
  const ctx = await pageContext();
  if (!isAllowed(ctx.actor, "jobs.write")) return <NotPermitted title="New definition" />;
  const [configuration, { publicUrl }, catalog] = await Promise.all([
    getConfiguration(ctx),
    nodeEnv(),
    formCatalog(ctx, null),
  ]);
  return (
    <>
      <PageHeader
        title="New definition"
        breadcrumb={[{ label: "Definitions", href: "/definitions" }, { label: "New" }]}
      />
      <DefinitionForm
        kind="create"
        initial={NEW_DEFINITION}
        hasStoredPassword={false}
        publicUrl={publicUrl}
        catalog={catalog}
        areProgramsAllowed={ctx.areProgramsAllowed}
        cancelHref="/definitions"
        defaults={{
          asynchronousSeconds: configuration.ASYNC_EXEC_TIMEOUT,
          retentionDays: configuration.RUN_RETENTION_DAYS,
        }}
        onSave={createDefinitionAction}
      />
    </>
  );
}
