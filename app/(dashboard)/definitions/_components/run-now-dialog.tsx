"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError } from "@/components/ui/field";
import { JsonEditor } from "@/components/ui/json-editor";
import { parseJsonText } from "@/components/ui/json-text";
import { Switch } from "@/components/ui/switch";
import { parseUtcText } from "@/components/ui/utc-text";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";
import type { RunDefinitionInput } from "@/lib/services/definitions/run-definition";
import { runDefinitionAction } from "../actions";
import { RunOutcome } from "./run-outcome";

export type RunTarget = { definitionId: string; scheduleId?: string; name: string };

type RunNowDialogProps = {
  target: RunTarget;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** JSON that the parameters start from. */
  parameters?: string;
  /** A test asks for nothing but the parameters. */
  isTest?: boolean;
};

type Draft = { parameters: string; startAt: string; hold: boolean };
type Problem = { field: string | null; sentence: string };

/** Submits one run and shows how it goes, in place. */
export function RunNowDialog(props: RunNowDialogProps) {
  const { target, open, onOpenChange, isTest = false } = props;
  const [draft, setDraft] = useState<Draft>({
    parameters: props.parameters ?? "",
    startAt: "",
    hold: false,
  });
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const [runId, setRunId] = useState<string>();

  async function submit() {
    const read = inputOf(draft);
    if (!read.ok) return setProblem(read.problem);
    setProblem(undefined);
    setBusy(true);
    const { definitionId, scheduleId } = target;
    const owner = scheduleId === undefined ? { definitionId } : { definitionId, scheduleId };
    const result = await runDefinitionAction(owner, read.input).catch(() => null);
    setBusy(false);
    if (result?.ok) return setRunId(result.value);
    setProblem({
      field: result?.field ?? null,
      sentence: problemSentence(
        result?.message ?? "The server could not be reached. Nothing was submitted",
      ),
    });
  }

  function close(next: boolean) {
    onOpenChange(next);
    if (!next) setRunId(undefined);
  }

  const problemAt = (field: string) => (problem?.field === field ? problem.sentence : undefined);
  const isElsewhere =
    problem !== undefined && !["parameters", "startAt"].includes(problem.field ?? "");
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
            <Button variant="primary" loading={isBusy} onClick={() => void submit()}>
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
      {runId === undefined ? (
        <div className="grid gap-4">
          <JsonEditor
            label="Parameters"
            optional
            rows={6}
            hint="A JSON object: the query of GET and DELETE, the body of POST and PUT"
            value={draft.parameters}
            onValueChange={(parameters) => setDraft({ ...draft, parameters })}
            error={problemAt("parameters")}
          />
          {!isTest && (
            <>
              <DateTimeField
                label="Start at"
                optional
                value={draft.startAt}
                onValueChange={(startAt) => setDraft({ ...draft, startAt })}
                hint="UTC; left empty it starts at once"
                error={problemAt("startAt")}
              />
              <Field label="Hold" inline hint="The run waits until an operator releases it">
                {(control) => (
                  <Switch
                    id={control.id}
                    checked={draft.hold}
                    onCheckedChange={(hold) => setDraft({ ...draft, hold })}
                  />
                )}
              </Field>
            </>
          )}
          <FieldError error={isElsewhere ? problem.sentence : undefined} />
        </div>
      ) : (
        <RunOutcome runId={runId} />
      )}
    </Dialog>
  );
}

type Read = { ok: true; input: RunDefinitionInput } | { ok: false; problem: Problem };

function inputOf({ parameters, startAt, hold }: Draft): Read {
  const json =
    parameters.trim() === "" ? { ok: true as const, value: null } : parseJsonText(parameters);
  if (!json.ok) return { ok: false, problem: { field: "parameters", sentence: json.reason } };
  const start = startAt.trim() === "" ? null : parseUtcText(startAt);
  if (start !== null && !start.ok)
    return { ok: false, problem: { field: "startAt", sentence: start.reason } };
  // Whether the value is an object is for the schema of the service to say.
  const value = json.value as RunDefinitionInput["parameters"];
  return {
    ok: true,
    input: {
      parameters: value,
      startAt: start?.at.toISOString() ?? null,
      ...(hold ? { hold } : {}),
    },
  };
}
