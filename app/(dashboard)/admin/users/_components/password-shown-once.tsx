"use client";

import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";

export type ShownPassword = { username: string; password: string };

type PasswordShownOnceProps = { shown: ShownPassword | null; onClose: () => void };

/** A generated password, until it is closed; afterwards nobody can see it again. */
export function PasswordShownOnce({ shown, onClose }: PasswordShownOnceProps) {
  return (
    <Dialog
      open={shown !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="sm"
      title={shown ? `The password of ${shown.username}` : ""}
      description="It is shown this once. Hand it over; it can be changed after the first sign-in."
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      {shown && <CodeBlock label="Password" code={shown.password} />}
    </Dialog>
  );
}
