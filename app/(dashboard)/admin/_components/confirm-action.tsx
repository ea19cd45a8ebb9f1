"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { FormResult } from "@/lib/services/access/form-result";

type ConfirmActionProps = {
  label: string;
  title: string;
  description: ReactNode;
  confirmLabel: string;
  danger?: boolean;
  typedConfirmation?: string;
  action: () => Promise<FormResult>;
};

/** A button whose action is asked about first; a refusal is shown in the dialog. */
export function ConfirmAction({ label, action, ...dialog }: ConfirmActionProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        {label}
      </Button>
      <ConfirmDialog
        {...dialog}
        open={isOpen}
        onOpenChange={setIsOpen}
        onConfirm={async () => {
          const result = await action();
          return result.ok ? undefined : result.message;
        }}
      />
    </>
  );
}
