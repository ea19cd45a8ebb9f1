"use client";

import type { UserItem } from "@/lib/queries/users/list-users";
import { ConfirmAction } from "../../_components/confirm-action";
import { setActiveAction } from "../actions";
import { ResetPassword } from "./reset-password";

export function UserActions({ user }: { user: UserItem }) {
  const { id, username, active } = user;
  return (
    <span className="inline-flex gap-1.5">
      <ResetPassword id={id} username={username} />
      {active ? (
        <ConfirmAction
          label="Deactivate"
          title={`Deactivate ${username}?`}
          description="All sessions of this user end at once, and nobody can sign in with this name until you activate it again."
          confirmLabel="Deactivate"
          danger
          action={() => setActiveAction(id, false)}
        />
      ) : (
        <ConfirmAction
          label="Activate"
          title={`Activate ${username}?`}
          description="The user can sign in again, with the password and role as before."
          confirmLabel="Activate"
          action={() => setActiveAction(id, true)}
        />
      )}
    </span>
  );
}
