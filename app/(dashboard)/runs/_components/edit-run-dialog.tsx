"use client";

import { useState } from "react";
import { Combobox } from "@/components/definitions/combobox";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";
import type { EditableRunView } from "@/lib/queries/runs/get-editable-run";
import { editableRunAction, editRunAction } from "../actions";
import { changeOf, draftOf, type EditDraft } from "./edit-run-draft";
import { useAnswer } from "./use-answer";

type EditRunDialogProps = {
  runId: string;
  /** Names the run: "CLOSE_BOOKS / 02140501". */
  runLabel: string;
  onClose: () => void;
  /** The run was changed: what is shown of it is old. */
  onDone: () => void;
};

/** Changes a run that has not begun; shown while it is mounted. */
export function EditRunDialog({ runId, runLabel, onClose, onDone }: EditRunDialogProps) {
  const answer = useAnswer(() => editableRunAction(runId));
  const close = (open: boolean) => !open && onClose();
  if (answer?.ok) {
    return <EditForm {...{ runId, runLabel, onClose, onDone }} run={answer.value} />;
  }
  return (
    <Dialog open onOpenChange={close} title={`Edit ${runLabel}`}>
      {answer === undefined ? (
        <Skeleton className="h-40" />
      ) : (
        <Alert kind="danger" title="The run could not be read">
          {answer.message}
        </Alert>
      )}
    </Dialog>
  );
}

type Problem = { field: string | null; sentence: string };
const FIELDS = ["startAt", "priority", "queue", "timeWindow", "parameters"];

function EditForm(props: EditRunDialogProps & { run: EditableRunView }) {
  const { runId, runLabel, onClose, onDone, run } = props;
  const [draft, setDraft] = useState<EditDraft>(() => draftOf(run));
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const set = (part: Partial<EditDraft>) => setDraft({ ...draft, ...part });
  const problemAt = (field: string) =>
    problem?.field?.split(".")[0] === field ? problem.sentence : undefined;
  const isElsewhere = !FIELDS.includes(problem?.field?.split(".")[0] ?? "");

  async function save() {
    const change = changeOf(draft, run);
    if (!change.ok) return setProblem(change.problem);
    if (Object.keys(change.input).length === 0) return onClose();
    setBusy(true);
    const result = await editRunAction(runId, change.input).catch(() => null);
    setBusy(false);
    if (!result?.ok) {
      const message = result?.message ?? "The server could not be reached. Nothing was changed";
      return setProblem({ field: result?.field ?? null, sentence: problemSentence(message) });
    }
    toast.success(`Edited: ${runLabel}`);
    onDone();
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Edit ${runLabel}`}
      description="The run goes through its gates again. One that is Overdue or Never is scheduled anew."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={isBusy} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <DateTimeField
          label="Start at"
          optional
          value={draft.startAt}
          onValueChange={(startAt) => set({ startAt })}
          hint="UTC; left empty it starts as soon as it may"
          error={problemAt("startAt")}
        />
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label="Priority" hint="1 to 100, high first" error={problemAt("priority")}>
            {(control) => (
              <Input
                {...control}
                mono
                inputMode="numeric"
                value={draft.priority}
                onChange={(event) => set({ priority: event.target.value })}
              />
            )}
          </Field>
          <Field label="Queue" error={problemAt("queue")}>
            {(control) => (
              <Combobox
                {...control}
                value={draft.queue}
                onValueChange={(queue) => set({ queue })}
                options={run.queues.map((value) => ({ value }))}
                searchLabel="Look for a queue"
                allowsOther
              />
            )}
          </Field>
          <Field label="Time window" error={problemAt("timeWindow")}>
            {(control) => (
              <Combobox
                {...control}
                value={draft.timeWindow}
                onValueChange={(timeWindow) => set({ timeWindow })}
                options={run.windows.map((value) => ({ value }))}
                none="No time window"
                searchLabel="Look for a time window"
              />
            )}
          </Field>
        </div>
        <JsonEditor
          label="Parameters"
          optional
          rows={6}
          hint="A JSON object with all values; left empty there are none"
          value={draft.parameters}
          onValueChange={(parameters) => set({ parameters })}
          error={problemAt("parameters")}
        />
        <FieldError error={isElsewhere ? problem?.sentence : undefined} />
      </div>
    </Dialog>
  );
}
