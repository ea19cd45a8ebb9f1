"use client";

import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { AlertRuleView } from "@/lib/domain/native-api/alert-resource";
import { SubmitForm } from "../../admin/_components/submit-form";
import { saveRuleAction } from "../actions";
import { type RuleChoices, RuleFields } from "./rule-fields";

type RuleDialogProps = { rule?: AlertRuleView; choices: RuleChoices };

/** Makes a rule, or changes the one given. */
export function RuleDialog({ rule, choices }: RuleDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  const name = rule?.name ?? null;
  const Icon = name === null ? Plus : Pencil;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      title={name === null ? "New rule" : `Change ${name}`}
      description="What is watched, and who is told. A rule tells what happens after it was made."
      size="lg"
      trigger={
        <Button
          variant={name === null ? "primary" : "secondary"}
          {...(name === null ? {} : { "aria-label": `Edit ${name}`, size: "sm" as const })}
        >
          <Icon aria-hidden="true" />
          {name === null ? "New rule" : "Edit"}
        </Button>
      }
    >
      <SubmitForm<{ name: string }>
        action={saveRuleAction.bind(null, name)}
        submitLabel={name === null ? "Create" : "Save"}
        onCancel={() => setIsOpen(false)}
        onDone={(saved) => {
          setIsOpen(false);
          toast.success(name === null ? `${saved.name} was created` : `${saved.name} was changed`);
        }}
      >
        {(result) => <RuleFields result={result} rule={rule} choices={choices} />}
      </SubmitForm>
    </Dialog>
  );
}
