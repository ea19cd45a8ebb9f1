"use client";

import { CircleUser, LogOut } from "lucide-react";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";

export type SignedInUser = { name: string; email?: string | undefined; role: string };

type UserMenuProps = { user: SignedInUser; signOutAction: () => Promise<void> };

/** Who is signed in, with which role, and the way out. */
export function UserMenu({ user, signOutAction }: UserMenuProps) {
  async function signOut() {
    // A redirect arrives as a rejection that the framework must see.
    await signOutAction().catch((problem: unknown) => {
      if (isRedirect(problem)) throw problem;
      toast.error("You are still signed in", {
        description: "The server did not answer. Try it again.",
      });
    });
  }
  return (
    <DropdownMenu
      trigger={
        <IconButton label={`Signed in as ${user.name}`} icon={<CircleUser aria-hidden="true" />} />
      }
      header={
        <div className="text-sm">
          <p className="font-medium">{user.name}</p>
          {user.email !== undefined && <p className="text-xs text-ink-muted">{user.email}</p>}
          <p className="text-xs text-ink-muted">Role: {user.role}</p>
        </div>
      }
      groups={[
        {
          items: [
            {
              id: "sign-out",
              label: "Sign out",
              icon: <LogOut aria-hidden="true" />,
              onSelect: () => void signOut(),
            },
          ],
        },
      ]}
    />
  );
}

function isRedirect(problem: unknown): boolean {
  return (
    typeof problem === "object" &&
    problem !== null &&
    "digest" in problem &&
    String(problem.digest).startsWith("NEXT_REDIRECT")
  );
}
