import { AppError } from "@/lib/domain/errors";
import type { AccessTransaction } from "@/lib/services/access/access-lock";
import type { UserInScope } from "./find-user-in-scope";

/**
 * Refuses a change that would leave the provider without an active administrator. The caller holds the
 * access lock, so that two administrators cannot remove each other at the same moment.
 */
export async function keepAnAdministrator(tx: AccessTransaction, user: UserInScope): Promise<void> {
  const isLosingOne = user.role === "administrator" && user.active;
  if (!isLosingOne) return;
  const others = await tx.user.count({
    where: {
      id: { not: user.id },
      role: "administrator",
      active: true,
      tenant: { isProvider: true },
    },
  });
  if (others > 0) return;
  throw new AppError(
    "conflict",
    `${user.username} is the last active administrator. Make somebody else administrator first.`,
  );
}
