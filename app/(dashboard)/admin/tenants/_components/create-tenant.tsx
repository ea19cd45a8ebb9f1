"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { FormFailure, fieldError } from "../../_components/form-failure";
import { SubmitForm } from "../../_components/submit-form";
import { createTenantAction } from "../actions";

export function CreateTenant() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      size="sm"
      title="New tenant"
      trigger={
        <Button variant="primary">
          <Plus aria-hidden="true" />
          New tenant
        </Button>
      }
    >
      <SubmitForm
        action={createTenantAction}
        submitLabel="Create"
        onCancel={() => setIsOpen(false)}
        onDone={(name) => {
          setIsOpen(false);
          toast.success(`${name} was created`);
        }}
      >
        {(result) => (
          <>
            <FormFailure result={result} fields={["name", "subdomain"]} />
            <Field label="Name" error={fieldError(result, "name")}>
              {(control) => <Input {...control} name="name" required maxLength={255} />}
            </Field>
            <Field
              label="Subdomain"
              hint="Letters a-z, digits and hyphens; tokens carry it, and it cannot be changed."
              error={fieldError(result, "subdomain")}
            >
              {(control) => <Input {...control} mono name="subdomain" required maxLength={63} />}
            </Field>
          </>
        )}
      </SubmitForm>
    </Dialog>
  );
}
