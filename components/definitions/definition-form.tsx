"use client";

import { ChainEditor } from "@/components/chains/chain-editor";
import { curlCommand } from "@/components/definitions/curl-command";
import {
  CatalogProvider,
  type DefinitionCatalog,
} from "@/components/definitions/definition-catalog";
import type { DefinitionDraft } from "@/components/definitions/definition-draft";
import { DefinitionJson } from "@/components/definitions/definition-json";
import { DefinitionSections } from "@/components/definitions/definition-sections";
import { bodyOfDraft } from "@/components/definitions/draft-input";
import { FirstSchedule } from "@/components/definitions/first-schedule";
import { FormActions } from "@/components/definitions/form-actions";
import { KindChoice } from "@/components/definitions/kind-choice";
import { LeaveGuard } from "@/components/definitions/leave-guard";
import { type DefinitionTarget, saveDefinition } from "@/components/definitions/save-definition";
import {
  type FormView,
  SCHEDULE_PATH,
  useDefinitionForm,
} from "@/components/definitions/use-definition-form";
import { NEW_SCHEDULE } from "@/components/schedules/schedule-draft";
import { CopyButton } from "@/components/ui/copy-button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { FieldProblems } from "@/lib/domain/definition/field-problems";

type DefinitionFormProps = DefinitionTarget & {
  hasStoredPassword: boolean;
  defaults: { asynchronousSeconds: number; retentionDays: number };
  /** What the fields offer by name. */
  catalog: DefinitionCatalog;
  areProgramsAllowed: boolean;
  /** Origin of the API, for the command that is copied. */
  publicUrl: string;
  cancelHref: string;
};

/** Makes or changes a definition. */
export function DefinitionForm(props: DefinitionFormProps) {
  return (
    <CatalogProvider catalog={props.catalog}>
      <FormBody {...props} />
    </CatalogProvider>
  );
}

function FormBody(props: DefinitionFormProps) {
  const { kind, publicUrl, cancelHref } = props;
  const form = useDefinitionForm({
    initial: props.initial,
    save: (whole) => saveDefinition(props, whole),
  });
  const { draft, change, problems, view, show } = form;
  const isNew = kind === "create";
  return (
    <form
      ref={form.form}
      noValidate
      aria-label={isNew ? "New definition" : "Edit definition"}
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <LeaveGuard isDirty={form.isDirty} />
      {isNew && (
        <KindChoice
          value={draft.kind}
          areProgramsAllowed={props.areProgramsAllowed}
          error={problems.kind}
          onValueChange={(next) => {
            change({ kind: next });
            show(next === "chain" ? "chain" : "form");
          }}
        />
      )}
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <SegmentedControl
          label="View"
          size="sm"
          options={viewsOf(draft)}
          value={view}
          onValueChange={show}
        />
        <CopyButton showLabel label="Copy as cURL" text={() => putCommand(publicUrl, draft)} />
      </div>
      <FormViewBody {...props} form={form} />
      {isNew && view !== "chain" && (
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
        saveLabel={isNew ? "Create definition" : "Save definition"}
        cancelHref={cancelHref}
        isSaving={form.isSaving}
        isDirty={form.isDirty}
        failure={form.failure}
        problemCount={Object.keys(problems).length}
      />
    </form>
  );
}

type FormViewBodyProps = DefinitionFormProps & { form: ReturnType<typeof useDefinitionForm> };

/** The part of the form that is shown. */
function FormViewBody({ form, kind, defaults, hasStoredPassword }: FormViewBodyProps) {
  const { draft, change, problems, editor, findings, called, parameters } = form;
  const isNew = kind === "create";
  if (form.view === "json") {
    return (
      <DefinitionJson
        draft={draft}
        change={form.replaceFields}
        isNew={isNew}
        problem={form.jsonProblem ?? firstOf(problems)}
        onProblem={form.setJsonProblem}
      />
    );
  }
  if (form.view === "form") {
    return (
      <DefinitionSections {...{ draft, change, problems, defaults, hasStoredPassword, isNew }} />
    );
  }
  return (
    <ChainEditor
      state={editor.state}
      edit={editor.edit}
      {...{ findings, called, parameters }}
      identity={{
        isNew,
        name: draft.name,
        description: draft.description,
        nameProblem: problems.name,
        descriptionProblem: problems.description,
        parameters: parameters.map(({ name }) => name),
        change,
        onShowSettings: () => form.show("form"),
      }}
    />
  );
}

function viewsOf({ kind }: DefinitionDraft): { value: FormView; label: string }[] {
  const rest = { value: "json", label: "JSON" } as const;
  if (kind !== "chain") return [{ value: "form", label: "Form" }, rest];
  return [{ value: "chain", label: "Chain" }, { value: "form", label: "Settings" }, rest];
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

function putCommand(publicUrl: string, draft: DefinitionDraft): string {
  const name = encodeURIComponent(draft.name.trim() || "NAME");
  return curlCommand({
    method: "PUT",
    url: `${publicUrl}/api/v1/definitions/${name}`,
    body: bodyOfDraft(draft),
  });
}
