import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { NEW_SCHEDULE } from "@/components/schedules/schedule-draft";
import { ScheduleForm } from "@/components/schedules/schedule-form";
import { isAllowed } from "@/lib/domain/access/access";
import { getDefinition } from "@/lib/queries/definitions/get-definition";
import { pageContext } from "@/lib/server";
import { type PageParams, readerOf } from "../../_lib/page-params";
import { NotPermitted } from "../../definitions/_components/not-permitted";
import { orNotFound, requireId } from "../../definitions/page-object";
import { definitionHref, plainText } from "../../definitions/search-params";
import { ChooseDefinition } from "../_components/choose-definition";
import { createScheduleAction } from "../actions";

export const metadata: Metadata = { title: "New schedule" };

export default async function NewSchedulePage({ searchParams }: { searchParams: PageParams }) {
  const ctx = await pageContext();
  if (!isAllowed(ctx.actor, "jobs.write")) return <NotPermitted title="New schedule" />;
  const query = readerOf(await searchParams);
  const id = query.get("definition");
  if (id === null) return <ChooseDefinition ctx={ctx} q={plainText(query.get("q"))} />;
  const definition = await orNotFound(async () =>
    getDefinition(ctx, { key: { id: requireId(id) } }),
  );
  return (
    <>
      <PageHeader
        title="New schedule"
        description={`Runs ${definition.name}${definition.active ? "" : ", which is inactive at present: it starts nothing until it is activated"}.`}
        breadcrumb={[
          { label: "Definitions", href: "/definitions" },
          { label: definition.name, href: definitionHref(definition.id) },
          { label: "New schedule" },
        ]}
      />
      <ScheduleForm
        kind="create"
        initial={NEW_SCHEDULE}
        cancelHref={definitionHref(definition.id)}
        onSave={createScheduleAction.bind(null, definition.id)}
      />
    </>
  );
}
