"use client";

import { useState } from "react";
import type { CredentialItem } from "@/lib/queries/credentials/list-credentials";
import type { IssuedCredential } from "@/lib/services/credentials/create-credential";
import { ConfirmAction } from "../../_components/confirm-action";
import { deleteCredentialAction, revokeCredentialAction, rotateSecretAction } from "../actions";
import { IssuedSecretDialog } from "./issued-secret-dialog";

type CredentialActionsProps = { credential: CredentialItem; publicUrl: string };

export function CredentialActions({ credential, publicUrl }: CredentialActionsProps) {
  const { id, name, state, canRotate } = credential;
  const [issued, setIssued] = useState<IssuedCredential | null>(null);
  return (
    <span className="inline-flex gap-1.5">
      {canRotate && (
        <ConfirmAction
          label="New secret"
          title={`Give ${name} a new secret?`}
          description="The present secret is refused within ten seconds. The client needs the new one, which is shown once."
          confirmLabel="Make a new secret"
          action={async () => {
            const result = await rotateSecretAction(id);
            if (!result.ok) return result;
            setIssued(result.value);
            return { ok: true, value: undefined };
          }}
        />
      )}
      {state === "active" && (
        <ConfirmAction
          label="Revoke"
          title={`Revoke ${name}?`}
          description="Its secret and its tokens are refused within ten seconds, for good. Its jobs stay."
          confirmLabel="Revoke"
          danger
          action={() => revokeCredentialAction(id)}
        />
      )}
      {state !== "active" && (
        <ConfirmAction
          label="Delete"
          title={`Delete ${name}?`}
          description="It disappears from this list. What it did stays in the audit."
          confirmLabel="Delete"
          danger
          action={() => deleteCredentialAction(id)}
        />
      )}
      <IssuedSecretDialog issued={issued} publicUrl={publicUrl} onClose={() => setIssued(null)} />
    </span>
  );
}
