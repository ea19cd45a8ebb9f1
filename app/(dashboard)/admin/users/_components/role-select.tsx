"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { ROLES } from "@/lib/domain/access/access";
import type { UserItem } from "@/lib/queries/users/list-users";
import { NativeSelect } from "../../_components/native-select";
import { changeRoleAction } from "../actions";

/** The role of a user; another choice is asked about before it is given. */
export function RoleSelect({ user }: { user: UserItem }) {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <>
      <NativeSelect
        aria-label={`Role of ${user.username}`}
        value={user.role}
        onChange={(event) => setChosen(event.target.value)}
        className="w-36"
      >
        {ROLES.map((role) => (
          <option key={role}>{role}</option>
        ))}
      </NativeSelect>
      <ConfirmDialog
        open={chosen !== null}
        onOpenChange={(isOpen) => !isOpen && setChosen(null)}
        title={`Make ${user.username} ${chosen}?`}
        description={`Now ${user.role}. The new role counts from the next click of this user on.`}
        confirmLabel={`Make ${chosen}`}
        onConfirm={async () => {
          const result = await changeRoleAction(user.id, chosen ?? "");
          if (!result.ok) return result.message;
          toast.success(`${user.username} is now ${chosen}`);
          return undefined;
        }}
      />
    </>
  );
}
