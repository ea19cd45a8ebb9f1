"use client";

import { Pencil, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { FormResult } from "@/lib/services/access/form-result";
import { SubmitForm } from "../../admin/_components/submit-form";
import { type GateTab, gateHref } from "../gate-address";

export type SavedGate = { name: string };
export type SaveGate = (
  previous: FormResult<SavedGate> | null,
  form: FormData,
) => Promise<FormResult<SavedGate>>;

type GateDialogProps = {
  tab: GateTab;
  /** One of them, e.g. `queue`. */
  noun: string;
  /** The name of the one that is changed; a new one is made when there is none. */
  name: string | null;
  description: string;
  size?: "md" | "lg";
  action: SaveGate;
  children: (result: FormResult<SavedGate> | null) => ReactNode;
};

/** The button and the form that make a gate, or change it. */
export function GateDialog(props: GateDialogProps) {
  const { tab, noun, name, description, size = "md", action, children } = props;
  const [isOpen, setIsOpen] = useState(false);
  const router = useRouter();
  const isNew = name === null;
  const Icon = isNew ? Plus : Pencil;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      title={isNew ? `New ${noun}` : `Change ${name}`}
      description={description}
      size={size}
      trigger={
        <Button variant={isNew ? "primary" : "secondary"}>
          <Icon aria-hidden="true" />
          {isNew ? `New ${noun}` : "Edit"}
        </Button>
      }
    >
      <SubmitForm
        action={action}
        submitLabel={isNew ? "Create" : "Save"}
        onCancel={() => setIsOpen(false)}
        onDone={(saved) => {
          setIsOpen(false);
          toast.success(isNew ? `${saved.name} was created` : `${saved.name} was changed`);
          if (isNew) router.push(gateHref(tab, saved.name));
        }}
      >
        {children}
      </SubmitForm>
    </Dialog>
  );
}
