"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { MAX_VIEW_NAME } from "@/lib/domain/run/saved-view";

type Named = { name: string; shared: boolean };

type ViewNameDialogProps = {
  title: string;
  confirmLabel: string;
  initial: Named;
  onClose: () => void;
  /** A returned string says what is wrong with the name. */
  onConfirm: (named: Named) => Promise<string | undefined>;
};

/** The name of a view, and whether others see it. */
export function ViewNameDialog(props: ViewNameDialogProps) {
  const { title, confirmLabel, initial, onClose, onConfirm } = props;
  const [name, setName] = useState(initial.name);
  const [shared, setShared] = useState(initial.shared);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const formId = useId();

  async function confirm(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "") return setProblem("Give it a name.");
    setBusy(true);
    const wrong = await onConfirm({ name: name.trim(), shared });
    setBusy(false);
    if (wrong === undefined) onClose();
    else setProblem(wrong);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description="A view keeps filters, order, words, page size and columns. Periods such as the last 24 hours move on with the time."
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button type="submit" form={formId} variant="primary" loading={isBusy}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form id={formId} className="grid gap-3" onSubmit={(event) => void confirm(event)}>
        <Field label="Name" error={problem}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={MAX_VIEW_NAME}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field inline label="Share with everybody of this tenant">
          {({ id }) => (
            <Checkbox
              id={id}
              checked={shared}
              onCheckedChange={(next) => setShared(next === true)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
