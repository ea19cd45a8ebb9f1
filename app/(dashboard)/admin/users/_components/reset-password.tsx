"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { FormFailure, fieldError } from "../../_components/form-failure";
import { SubmitForm } from "../../_components/submit-form";
import { resetPasswordAction } from "../actions";
import { PasswordField } from "./password-field";
import { PasswordShownOnce, type ShownPassword } from "./password-shown-once";

type ResetPasswordProps = { id: string; username: string };

export function ResetPassword({ id, username }: ResetPasswordProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [shown, setShown] = useState<ShownPassword | null>(null);
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        New password
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        size="sm"
        title={`Give ${username} a new password`}
        description="All sessions of this user end at once."
      >
        <SubmitForm
          action={resetPasswordAction}
          submitLabel="Set the password"
          onCancel={() => setIsOpen(false)}
          onDone={({ generatedPassword }) => {
            setIsOpen(false);
            if (generatedPassword === null) toast.success(`${username} has a new password`);
            else setShown({ username, password: generatedPassword });
          }}
        >
          {(result) => (
            <>
              <FormFailure result={result} fields={["password"]} />
              <input type="hidden" name="id" value={id} />
              <PasswordField error={fieldError(result, "password")} />
            </>
          )}
        </SubmitForm>
      </Dialog>
      <PasswordShownOnce shown={shown} onClose={() => setShown(null)} />
    </>
  );
}
