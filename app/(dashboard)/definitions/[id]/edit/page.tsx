import type { Metadata } from "next";
import { draftOfDefinition } from "@/components/definitions/definition-draft";
import { DefinitionForm } from "@/components/definitions/definition-form";
import { PageHeader } from "@/components/layout/page-header";
import { isAllowed } from "@/lib/domain/access/access";
import { getConfiguration } from "@/lib/queries/configuration/get-configuration";
import { nodeEnv, pageContext } from "@/lib/server";
import { NotPermitted } from "../../_components/not-permitted";
import { saveDefinitionAction } from "../../actions";
import { contextOfDefinition } from "../../definition-context";
import { formCatalog } from "../../form-catalog";
import { orNotFound } from "../../page-object";
import { definitionHref } from "../../search-params";

export const metadata: Metadata = { title: "Edit definition" };

export default async function EditDefinitionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext();
  if (!isAllowed(ctx.actor, "jobs.write")) return <NotPermitted title="Edit definition" />;
  const { id } = await params;
  const { own, definition } = await orNotFound(() => contextOfDefinition(ctx, id));
  const [configuration, { publicUrl }, catalog] = await Promise.all([
    getConfiguration(ctx),
    nodeEnv(),
    formCatalog(own, definition.id),
  ]);
  return (
    <>
      <PageHeader
        title={`Edit ${definition.name}`}
        breadcrumb={[
          { label: "Definitions", href: "/definitions" },
          { label: definition.name, href: definitionHref(definition.id) },
          { label: "Edit" },
        ]}
      />
      <DefinitionForm
        kind="edit"
        definitionId={definition.id}
        initial={draftOfDefinition(definition)}
        hasStoredPassword={definition.hasEndpointPassword}
        publicUrl={publicUrl}
        catalog={catalog}
        areProgramsAllowed={ctx.areProgramsAllowed}
        cancelHref={definitionHref(definition.id)}
        defaults={{
          asynchronousSeconds: configuration.ASYNC_EXEC_TIMEOUT,
          retentionDays: configuration.RUN_RETENTION_DAYS,
        }}
        onSave={saveDefinitionAction.bind(null, definition.id)}
      />
    </>
  );
}
