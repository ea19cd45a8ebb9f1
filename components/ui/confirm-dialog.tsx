"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will happen, to what, and whether it can be undone. */
  description: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  /** The words to type before the action is possible. */
  typedConfirmation?: string;
  /** Runs the action; a returned string is shown as the error and keeps the dialog open. */
  onConfirm: () => Promise<string | undefined> | Promise<void> | void;
  children?: ReactNode;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, typedConfirmation, danger = false, children } = props;
  const [typed, setTyped] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();
  const id = useId();
  const isAllowed = typedConfirmation === undefined || typed.trim() === typedConfirmation;

  function close(next: boolean) {
    if (isBusy) return;
    setTyped("");
    setError(undefined);
    onOpenChange(next);
  }

  async function confirm() {
    setIsBusy(true);
    const problem = await Promise.resolve(props.onConfirm()).catch(messageOf);
    setIsBusy(false);
    if (typeof problem === "string") return setError(problem);
    setTyped("");
    setError(undefined);
    onOpenChange(false);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={props.title}
      description={props.description}
      size="sm"
      footer={
        <>
          <Button onClick={() => close(false)}>{props.cancelLabel ?? "Keep as it is"}</Button>
          <Button
            variant={danger ? "danger" : "primary"}
            disabled={!isAllowed}
            loading={isBusy}
            onClick={() => void confirm()}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {children}
      {typedConfirmation !== undefined && (
        <div className="grid gap-1">
          <label htmlFor={id} className="text-sm">
            Type <code className="font-mono font-semibold">{typedConfirmation}</code> to go on
          </label>
          <Input id={id} mono value={typed} onChange={(event) => setTyped(event.target.value)} />
        </div>
      )}
      <FieldError error={error} />
    </Dialog>
  );
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : "The action did not succeed. Try it again.";
}
