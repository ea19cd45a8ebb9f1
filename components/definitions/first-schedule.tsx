"use client";

import { Plus } from "lucide-react";
import {
  ScheduleContentFields,
  ScheduleWindowFields,
} from "@/components/schedules/schedule-detail-fields";
import type { ScheduleDraft } from "@/components/schedules/schedule-draft";
import { ScheduleWhenFields } from "@/components/schedules/schedule-fields";
import { Button } from "@/components/ui/button";
import type { FieldProblems } from "@/lib/domain/definition/field-problems";

type FirstScheduleProps = {
  /** Null while none is wanted. */
  draft: ScheduleDraft | null;
  onToggle: () => void;
  change: (patch: Partial<ScheduleDraft>) => void;
  problems: FieldProblems;
};

/** The schedule that is created together with its definition, if any. */
export function FirstSchedule({ draft, onToggle, change, problems }: FirstScheduleProps) {
  if (draft === null) {
    return (
      <section aria-label="Schedule" className="pt-5">
        <Button onClick={onToggle}>
          <Plus aria-hidden="true" />
          Add a schedule
        </Button>
        <p className="mt-1.5 text-xs text-ink-muted">
          Without a schedule it runs when somebody or something asks for it. More can be added
          later.
        </p>
      </section>
    );
  }
  const fields = { draft, change, problems };
  return (
    <section aria-labelledby="first-schedule" className="grid gap-4 pt-5">
      <div className="flex items-center gap-3">
        <h2 id="first-schedule" className="text-base font-semibold">
          First schedule
        </h2>
        <Button size="sm" variant="ghost" onClick={onToggle}>
          Leave it out
        </Button>
      </div>
      <ScheduleWhenFields {...fields} />
      <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
        <ScheduleWindowFields {...fields} />
        <div className="col-span-full grid gap-4">
          <ScheduleContentFields {...fields} />
        </div>
      </div>
    </section>
  );
}
