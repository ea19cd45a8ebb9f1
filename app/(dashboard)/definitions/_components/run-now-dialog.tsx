"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field";
import { Spinner } from "@/components/ui/spinner";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";
import { runDefinitionAction } from "../actions";
import type { RunForm } from "../run-form";
import { type RunDraft, readSubmission } from "../run-submission";
import { RunFields } from "./run-fields";
import { RunOutcome } from "./run-outcome";
import { useRunForm } from "./use-run-form";

export type RunTarget = { definitionId: string; scheduleId?: string; name: string };

type RunNowDialogProps = {
  target: RunTarget;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What a run is asked for, where it is known already. */
  form?: RunForm;
  /** JSON that the parameters start from. */
  parameters?: string;
  /** A test asks for nothing but the parameters. */
  isTest?: boolean;
};

type Problems = Readonly<Record<string, string>>;

/** Submits one run and shows how it goes, in place. */
export function RunNowDialog(props: RunNowDialogProps) {
  const { target, open, onOpenChange, isTest = false } = props;
  const { form, failure } = useRunForm(target.definitionId, props.form);
  const [draft, setDraft] = useState<RunDraft>({
    json: props.parameters ?? "",
    texts: null,
    startAt: "",
    hold: false,
    startAtStep: "",
  });
  const [problems, setProblems] = useState<Problems>({});
  const [isBusy, setBusy] = useState(false);
  const [runId, setRunId] = useState<string>();

  async function submit() {
    if (form === undefined) return;
    const read = readSubmission(form, draft);
    if (!read.ok) return setProblems(read.problems);
    setProblems({});
    setBusy(true);
    const { definitionId, scheduleId } = target;
    const owner = scheduleId === undefined ? { definitionId } : { definitionId, scheduleId };
    const result = await runDefinitionAction(owner, read.input).catch(() => null);
    setBusy(false);
    if (result?.ok) return setRunId(result.value);
    const message = result?.message ?? "The server could not be reached. Nothing was submitted";
    setProblems({ [placeOf(form, result?.field ?? "")]: problemSentence(message) });
  }

  function close(next: boolean) {
    onOpenChange(next);
    if (!next) setRunId(undefined);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={`${isTest ? "Test the endpoint of" : "Run"} ${target.name}`}
      description={
        isTest
          ? "Submits a real run: the same call, under the same egress rules, with its log."
          : "Submits one run beside those of the schedules."
      }
      footer={
        runId === undefined ? (
          <>
            <Button onClick={() => close(false)}>Cancel</Button>
            <Button
              variant="primary"
              loading={isBusy}
              disabled={form === undefined}
              onClick={() => void submit()}
            >
              {isTest ? "Call it" : draft.startAt === "" ? "Run now" : "Submit"}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => setRunId(undefined)}>Run again</Button>
            <Button variant="primary" onClick={() => close(false)}>
              Close
            </Button>
          </>
        )
      }
    >
      {runId !== undefined ? (
        <RunOutcome runId={runId} />
      ) : form === undefined ? (
        <Reading failure={failure} />
      ) : (
        <div className="grid gap-4">
          <RunFields
            form={form}
            draft={draft}
            change={(patch) => setDraft((current) => ({ ...current, ...patch }))}
            problems={problems}
            isTest={isTest}
          />
          <FieldError error={problems[ELSEWHERE]} />
        </div>
      )}
    </Dialog>
  );
}

function Reading({ failure }: { failure: string | undefined }) {
  if (failure === undefined) return <Spinner label="The definition is being read" />;
  return <Alert kind="danger">{failure}</Alert>;
}

/** Where a problem stands that belongs to no field of the form. */
const ELSEWHERE = "";

function placeOf(form: RunForm, field: string): string {
  if (field === "startAt" || (field === "startAtStep" && form.steps.length > 1)) return field;
  if (form.parameters.length === 0) return field === "parameters" ? field : ELSEWHERE;
  return form.parameters.some(({ name }) => field === `parameters.${name}`) ? field : ELSEWHERE;
}
