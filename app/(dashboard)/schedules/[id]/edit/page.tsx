import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { draftOfSchedule } from "@/components/schedules/schedule-draft";
import { ScheduleForm } from "@/components/schedules/schedule-form";
import { wordsOfSchedule } from "@/components/schedules/words-of-schedule";
import { isAllowed } from "@/lib/domain/access/access";
import { getSchedule } from "@/lib/queries/schedules/get-schedule";
import { pageContext } from "@/lib/server";
import { NotPermitted } from "../../../definitions/_components/not-permitted";
import { orNotFound } from "../../../definitions/page-object";
import { definitionHref } from "../../../definitions/search-params";
import { updateScheduleAction } from "../../actions";

export const metadata: Metadata = { title: "Edit schedule" };

export default async function EditSchedulePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageContext();
  if (!isAllowed(ctx.actor, "jobs.write")) return <NotPermitted title="Edit schedule" />;
  const { id } = await params;
  const { definition, schedule } = await orNotFound(() => getSchedule(ctx, { scheduleId: id }));
  const ref = { definitionId: definition.id, scheduleId: schedule.id };
  return (
    <>
      <PageHeader
        title="Edit schedule"
        description="A new expression takes effect at once; a run that still waits is replaced."
        breadcrumb={[
          { label: "Definitions", href: "/definitions" },
          { label: definition.name, href: definitionHref(definition.id) },
          { label: wordsOfSchedule(schedule), href: `/schedules/${schedule.id}` },
          { label: "Edit" },
        ]}
      />
      <ScheduleForm
        kind="edit"
        scheduleId={schedule.id}
        initial={draftOfSchedule(schedule)}
        cancelHref={`/schedules/${schedule.id}`}
        onSave={updateScheduleAction.bind(null, ref)}
      />
    </>
  );
}
