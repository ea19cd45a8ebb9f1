"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { IssuedCredential } from "@/lib/services/credentials/create-credential";
import { SubmitForm } from "../../_components/submit-form";
import { createCredentialAction } from "../actions";
import { CredentialFields, type CredentialFieldsProps } from "./credential-fields";
import { IssuedSecretDialog } from "./issued-secret-dialog";

type CreateCredentialProps = Omit<CredentialFieldsProps, "result"> & { publicUrl: string };

export function CreateCredential({ publicUrl, ...choices }: CreateCredentialProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [issued, setIssued] = useState<IssuedCredential | null>(null);
  return (
    <>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="New credential"
        description="The secret is shown once, after you create it."
        trigger={
          <Button variant="primary">
            <Plus aria-hidden="true" />
            New credential
          </Button>
        }
      >
        <SubmitForm
          action={createCredentialAction}
          submitLabel="Create"
          onCancel={() => setIsOpen(false)}
          onDone={(value) => {
            setIsOpen(false);
            setIssued(value);
          }}
        >
          {(result) => <CredentialFields {...choices} result={result} />}
        </SubmitForm>
      </Dialog>
      <IssuedSecretDialog issued={issued} publicUrl={publicUrl} onClose={() => setIssued(null)} />
    </>
  );
}
