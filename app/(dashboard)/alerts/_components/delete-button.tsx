"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { FormResult } from "@/lib/services/access/form-result";

type DeleteButtonProps = {
  name: string;
  /** What goes with it. */
  description: string;
  action: () => Promise<FormResult>;
};

/** Deletes a rule or channel after a question; why it is refused is said in the dialog. */
export function DeleteButton({ name, description, action }: DeleteButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-label={`Delete ${name}`} onClick={() => setIsOpen(true)}>
        <Trash2 aria-hidden="true" />
        Delete
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={`Delete ${name}?`}
        description={description}
        confirmLabel="Delete"
        danger
        onConfirm={async () => {
          const result = await action();
          if (!result.ok) return result.message;
          toast.success(`${name} was deleted`);
          return undefined;
        }}
      />
    </>
  );
}
