"use client";

import { type ReactNode, useState } from "react";
import { curlCommand } from "@/components/definitions/curl-command";
import {
  bodyOfDraft,
  changeOfDraft,
  checkDraft,
  type DefinitionDraft,
  inputOfDraft,
} from "@/components/definitions/definition-draft";
import { DefinitionJson } from "@/components/definitions/definition-json";
import { DefinitionSections } from "@/components/definitions/definition-sections";
import { FirstSchedule } from "@/components/definitions/first-schedule";
import { FormActions } from "@/components/definitions/form-actions";
import { LeaveGuard } from "@/components/definitions/leave-guard";
import { type SaveResult, useDraft } from "@/components/definitions/use-draft";
import { useNow } from "@/components/layout/now-provider";
import {
  checkScheduleDraft,
  inputOfScheduleDraft,
  NEW_SCHEDULE,
  type ScheduleDraft,
} from "@/components/schedules/schedule-draft";
import { CopyButton } from "@/components/ui/copy-button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { DefinitionChange, DefinitionInput } from "@/lib/domain/definition/definition-input";
import type { FieldProblems } from "@/lib/domain/definition/field-problems";

type DefinitionFormProps = {
  initial: DefinitionDraft;
  hasStoredPassword: boolean;
  defaults: { asynchronousSeconds: number; retentionDays: number };
  /** Origin of the API, for the command that is copied. */
  publicUrl: string;
  cancelHref: string;
  /** Beside the buttons, e.g. a test of the endpoint as it is stored. */
  children?: ReactNode;
} & (
  | { kind: "create"; onSave: (input: DefinitionInput) => Promise<SaveResult<{ id: string }>> }
  | {
      kind: "edit";
      definitionId: string;
      onSave: (change: DefinitionChange) => Promise<SaveResult<{ id: string }>>;
    }
);

/** The definition and, while it is being created, its first schedule. */
type WholeDraft = DefinitionDraft & { schedule: ScheduleDraft | null };

/** What the service calls the fields of the first schedule. */
const SCHEDULE_PATH = "schedules.0.";

/** Makes or changes a definition. */
export function DefinitionForm(props: DefinitionFormProps) {
  const { kind, defaults, hasStoredPassword, publicUrl, cancelHref } = props;
  const now = useNow(null);
  const [view, setView] = useState<"form" | "json">("form");
  const [jsonProblem, setJsonProblem] = useState<string>();
  const state = useDraft<WholeDraft, { id: string }>({
    initial: { ...props.initial, schedule: null },
    check: (draft) => (jsonProblem === undefined ? checkWhole(draft, now) : { json: jsonProblem }),
    save: (draft) => saveDraft(props, draft),
    hrefOf: ({ id }) => `/definitions/${id}`,
  });
  const { draft, change, problems } = state;

  return (
    <form
      ref={state.form}
      noValidate
      aria-label={kind === "create" ? "New definition" : "Edit definition"}
      onSubmit={(event) => {
        event.preventDefault();
        state.submit();
      }}
    >
      <LeaveGuard isDirty={state.isDirty} />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SegmentedControl
          label="View"
          size="sm"
          options={[
            { value: "form", label: "Form" },
            { value: "json", label: "JSON" },
          ]}
          value={view}
          onValueChange={(next) => {
            setView(next);
            setJsonProblem(undefined);
          }}
        />
        <CopyButton showLabel label="Copy as cURL" text={() => putCommand(publicUrl, draft)} />
      </div>
      {view === "form" ? (
        <DefinitionSections
          {...{ draft, change, problems, defaults, hasStoredPassword }}
          isNew={kind === "create"}
        />
      ) : (
        <DefinitionJson
          {...{ draft, change }}
          problem={jsonProblem ?? firstOf(problems)}
          onProblem={setJsonProblem}
        />
      )}
      {kind === "create" && (
        <FirstSchedule
          draft={draft.schedule}
          onToggle={() => change({ schedule: draft.schedule === null ? NEW_SCHEDULE : null })}
          change={(patch) =>
            draft.schedule !== null && change({ schedule: { ...draft.schedule, ...patch } })
          }
          problems={scheduleProblems(problems)}
        />
      )}
      <FormActions
        saveLabel={kind === "create" ? "Create definition" : "Save definition"}
        cancelHref={cancelHref}
        isSaving={state.isSaving}
        isDirty={state.isDirty}
        failure={state.failure}
        problemCount={Object.keys(problems).length}
      >
        {props.children}
      </FormActions>
    </form>
  );
}

function checkWhole(draft: WholeDraft, now: Date): FieldProblems {
  const ofSchedule = draft.schedule === null ? {} : checkScheduleDraft(draft.schedule, now);
  const pathed = Object.entries(ofSchedule).map(([field, problem]) => [
    SCHEDULE_PATH + field,
    problem,
  ]);
  return { ...checkDraft(draft), ...Object.fromEntries(pathed) };
}

function scheduleProblems(problems: FieldProblems): FieldProblems {
  const own = Object.entries(problems).filter(([field]) => field.startsWith(SCHEDULE_PATH));
  return Object.fromEntries(
    own.map(([field, problem]) => [field.slice(SCHEDULE_PATH.length), problem]),
  );
}

function firstOf(problems: FieldProblems): string | undefined {
  const [first] = Object.entries(problems);
  return first && (first[0] === "json" ? first[1] : `${first[0]}: ${first[1]}`);
}

async function saveDraft(
  props: DefinitionFormProps,
  draft: WholeDraft,
): Promise<SaveResult<{ id: string }>> {
  const { schedule, ...definition } = draft;
  if (props.kind === "create") {
    const schedules = schedule === null ? {} : { schedules: [inputOfScheduleDraft(schedule)] };
    return props.onSave({ ...inputOfDraft(definition), ...schedules });
  }
  const change = changeOfDraft(props.initial, definition);
  if (Object.keys(change).length === 0) return { ok: true, value: { id: props.definitionId } };
  return props.onSave(change);
}

function putCommand(publicUrl: string, draft: DefinitionDraft): string {
  const name = encodeURIComponent(draft.name.trim() || "NAME");
  return curlCommand({
    method: "PUT",
    url: `${publicUrl}/api/v1/definitions/${name}`,
    body: bodyOfDraft(draft),
  });
}
