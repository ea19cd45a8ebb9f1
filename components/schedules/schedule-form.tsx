"use client";

import { FormActions } from "@/components/definitions/form-actions";
import { LeaveGuard } from "@/components/definitions/leave-guard";
import { type SaveResult, useDraft } from "@/components/definitions/use-draft";
import { useNow } from "@/components/layout/now-provider";
import {
  ScheduleContentFields,
  ScheduleWindowFields,
} from "@/components/schedules/schedule-detail-fields";
import {
  changeOfScheduleDraft,
  checkScheduleDraft,
  inputOfScheduleDraft,
  type ScheduleDraft,
} from "@/components/schedules/schedule-draft";
import { ScheduleWhenFields } from "@/components/schedules/schedule-fields";
import { FormSection } from "@/components/ui/form-section";
import type { ScheduleChange, ScheduleInput } from "@/lib/domain/schedule/schedule-input";

type ScheduleFormProps = {
  initial: ScheduleDraft;
  cancelHref: string;
} & (
  | { kind: "create"; onSave: (input: ScheduleInput) => Promise<SaveResult<{ id: string }>> }
  | {
      kind: "edit";
      scheduleId: string;
      onSave: (change: ScheduleChange) => Promise<SaveResult<{ id: string }>>;
    }
);

/** Makes or changes one schedule. */
export function ScheduleForm(props: ScheduleFormProps) {
  const { initial, cancelHref, kind } = props;
  const now = useNow(null);
  const state = useDraft<ScheduleDraft, { id: string }>({
    initial,
    check: (draft) => checkScheduleDraft(draft, now),
    save: (draft) => saveDraft(props, draft),
    hrefOf: ({ id }) => `/schedules/${id}`,
  });
  const fields = { draft: state.draft, change: state.change, problems: state.problems };
  return (
    <form
      ref={state.form}
      noValidate
      aria-label={kind === "create" ? "New schedule" : "Edit schedule"}
      onSubmit={(event) => {
        event.preventDefault();
        state.submit();
      }}
    >
      <LeaveGuard isDirty={state.isDirty} />
      <section aria-label="When" className="border-b border-line pb-5">
        <ScheduleWhenFields {...fields} isModeFixed={kind === "edit"} />
      </section>
      <FormSection
        title="Window"
        description="It starts only between these instants, and only within the window of its definition."
        columns={2}
        className="first:pt-5"
      >
        <ScheduleWindowFields {...fields} />
      </FormSection>
      <FormSection title="Content" description="What it is for, and what every run of it is given.">
        <ScheduleContentFields {...fields} />
      </FormSection>
      <FormActions
        saveLabel={kind === "create" ? "Create schedule" : "Save schedule"}
        cancelHref={cancelHref}
        isSaving={state.isSaving}
        isDirty={state.isDirty}
        failure={state.failure}
        problemCount={Object.keys(state.problems).length}
      />
    </form>
  );
}

async function saveDraft(
  props: ScheduleFormProps,
  draft: ScheduleDraft,
): Promise<SaveResult<{ id: string }>> {
  if (props.kind === "create") return props.onSave(inputOfScheduleDraft(draft));
  const change = changeOfScheduleDraft(props.initial, draft);
  if (Object.keys(change).length === 0) return { ok: true, value: { id: props.scheduleId } };
  return props.onSave(change);
}
