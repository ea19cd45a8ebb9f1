"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, FieldError } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";
import type { RestartMode } from "@/lib/domain/run/restart-input";
import { restartChoicesAction, restartRunAction } from "../actions";
import { useAnswer } from "./use-answer";

type RestartChainDialogProps = {
  runId: string;
  /** Names the run: "CLOSE_BOOKS / 02140501". */
  runLabel: string;
  onClose: () => void;
};

const MODES = [
  { value: "all", label: "Whole chain" },
  { value: "failed", label: "From the failed step" },
  { value: "step", label: "From a step" },
  { value: "call", label: "One call" },
] as const satisfies readonly { value: RestartMode; label: string }[];

const WHAT: Record<RestartMode, string> = {
  all: "Every step is run again.",
  failed:
    "The steps before the failed one keep their results; of it only what failed is run again.",
  step: "The steps before it keep their results; it is run again with all its calls.",
  call: "Of its step only this call is run again; the steps after it follow.",
};

const VERSIONS = [
  { value: "current", label: "As it was submitted" },
  { value: "master", label: "Latest definition" },
] as const;

type Version = (typeof VERSIONS)[number]["value"];

/** Where an ended chain is restarted, and with which definition; leads to the new run. Shown while it is mounted. */
export function RestartChainDialog({ runId, runLabel, onClose }: RestartChainDialogProps) {
  const router = useRouter();
  const choices = useAnswer(() => restartChoicesAction(runId));
  const [mode, setMode] = useState<RestartMode>("all");
  const [version, setVersion] = useState<Version>("current");
  const [step, setStep] = useState<string>();
  const [call, setCall] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const steps = choices?.ok ? choices.value : [];
  const calls = steps.find((choice) => choice.step === step)?.calls ?? [];
  const hasStep = mode === "step" || mode === "call";

  async function restart() {
    setBusy(true);
    const point = {
      ...(hasStep && step !== undefined ? { step } : {}),
      ...(mode === "call" && call !== undefined ? { call } : {}),
    };
    const request = { mode, version, ...point };
    const result = await restartRunAction(runId, request).catch(() => null);
    setBusy(false);
    if (result?.ok) return router.push(`/runs/${result.value}`);
    const message = result?.message ?? "The server could not be reached. Nothing was restarted";
    setProblem(problemSentence(message));
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Restart ${runLabel}`}
      description="A new run of the chain is submitted with the same values; this one stays as it is."
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant="primary"
            loading={isBusy}
            disabled={(hasStep && step === undefined) || (mode === "call" && call === undefined)}
            onClick={() => void restart()}
          >
            Restart
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid gap-1.5">
          <SegmentedControl
            label="What is restarted"
            options={MODES}
            value={mode}
            onValueChange={setMode}
          />
          <p className="text-sm text-ink-muted">{WHAT[mode]}</p>
        </div>
        {hasStep && (
          <Choice
            label="Step"
            names={steps.map((choice) => choice.step)}
            value={step}
            onChoose={(name) => {
              setStep(name);
              setCall(undefined);
            }}
          />
        )}
        {mode === "call" && <Choice label="Call" names={calls} value={call} onChoose={setCall} />}
        <SegmentedControl
          label="Definition of the chain"
          options={VERSIONS}
          value={version}
          onValueChange={setVersion}
        />
        {choices?.ok === false && (
          <Alert kind="danger" title="The steps of the chain could not be read">
            {choices.message}
          </Alert>
        )}
        <FieldError error={problem} />
      </div>
    </Dialog>
  );
}

function Choice(props: {
  label: string;
  names: readonly string[];
  value: string | undefined;
  onChoose: (name: string) => void;
}) {
  const { label, names, value, onChoose } = props;
  return (
    <Field label={label}>
      {(control) => (
        <Select
          key={value === undefined ? "none" : "chosen"}
          {...control}
          options={names.map((name) => ({ value: name, label: name }))}
          {...(value === undefined ? {} : { value })}
          onValueChange={onChoose}
        />
      )}
    </Field>
  );
}
