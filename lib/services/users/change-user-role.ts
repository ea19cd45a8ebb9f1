import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { changeUserRoleSchema } from "@/lib/domain/access/user-input";
import { withAccessLock } from "@/lib/services/access/access-lock";
import { requirePermission } from "@/lib/services/access/require-permission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { findUserInScope } from "./find-user-in-scope";
import { keepAnAdministrator } from "./keep-an-administrator";

const ATTEMPT = { action: "UserRoleChange", objectType: "user" } as const;

/** Gives the user another role; it counts from the user's next request on. */
export async function changeUserRole(ctx: Context, input: unknown): Promise<void> {
  await requirePermission(ctx, "access.write", ATTEMPT);
  const { id, role } = parseAccessInput(changeUserRoleSchema, input);
  await withAccessLock(ctx.db, async (tx) => {
    const user = await findUserInScope(tx, ctx, id);
    if (user.role === role) return;
    await keepAnAdministrator(tx, user);
    await tx.user.update({ where: { id }, data: { role, updatedAt: ctx.now } });
    const details = { username: user.username, from: user.role, to: role };
    await recordAudit(ctx, { ...ATTEMPT, outcome: "success", objectId: id, details }, tx);
  });
}
