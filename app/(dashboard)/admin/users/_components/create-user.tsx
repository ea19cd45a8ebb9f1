"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { SubmitForm } from "../../_components/submit-form";
import { createUserAction } from "../actions";
import { PasswordShownOnce, type ShownPassword } from "./password-shown-once";
import { type TenantChoice, UserFields } from "./user-fields";

export function CreateUser({ tenants }: { tenants: readonly TenantChoice[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const [shown, setShown] = useState<ShownPassword | null>(null);
  return (
    <>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="New user"
        trigger={
          <Button variant="primary">
            <Plus aria-hidden="true" />
            New user
          </Button>
        }
      >
        <SubmitForm
          action={createUserAction}
          submitLabel="Create"
          onCancel={() => setIsOpen(false)}
          onDone={({ username, generatedPassword }) => {
            setIsOpen(false);
            if (generatedPassword === null) toast.success(`${username} was created`);
            else setShown({ username, password: generatedPassword });
          }}
        >
          {(result) => <UserFields result={result} tenants={tenants} />}
        </SubmitForm>
      </Dialog>
      <PasswordShownOnce shown={shown} onClose={() => setShown(null)} />
    </>
  );
}
