"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { IssuedCredential } from "@/lib/services/credentials/create-credential";
import { IssuedSecret } from "./issued-secret";

type IssuedSecretDialogProps = {
  issued: IssuedCredential | null;
  publicUrl: string;
  onClose: () => void;
};

/** Shows a new secret until it is closed; afterwards nobody can see it again. */
export function IssuedSecretDialog({ issued, publicUrl, onClose }: IssuedSecretDialogProps) {
  return (
    <Dialog
      open={issued !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={issued ? `The secret of ${issued.name}` : ""}
      description="It is shown this once. Copy it to where the client keeps its secrets."
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      {issued && <IssuedSecret issued={issued} publicUrl={publicUrl} />}
    </Dialog>
  );
}
