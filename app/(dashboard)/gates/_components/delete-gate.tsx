"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import type { FormResult } from "@/lib/services/access/form-result";
import { type GateTab, gateListHref } from "../gate-address";

type DeleteGateProps = {
  tab: GateTab;
  name: string;
  /** What goes with it. */
  description: string;
  action: () => Promise<FormResult>;
};

/** Deletes a gate after a question; why it is refused, and by whom it is used, is said in the dialog. */
export function DeleteGate({ tab, name, description, action }: DeleteGateProps) {
  const [isOpen, setIsOpen] = useState(false);
  const router = useRouter();
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
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
          router.push(gateListHref(tab));
          return undefined;
        }}
      />
    </>
  );
}
