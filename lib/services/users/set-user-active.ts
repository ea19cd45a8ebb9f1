import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { setUserActiveSchema } from "@/lib/domain/access/user-input";
import { withAccessLock } from "@/lib/services/access/access-lock";
import { requirePermission } from "@/lib/services/access/require-permission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { findUserInScope } from "./find-user-in-scope";
import { keepAnAdministrator } from "./keep-an-administrator";

/** Deactivates a user, which ends all of the user's sessions at once, or activates the user again. */
export async function setUserActive(ctx: Context, input: unknown): Promise<void> {
  await requirePermission(ctx, "access.write", { action: "UserActivation", objectType: "user" });
  const { id, active } = parseAccessInput(setUserActiveSchema, input);
  await withAccessLock(ctx.db, async (tx) => {
    const user = await findUserInScope(tx, ctx, id);
    if (user.active === active) return;
    if (!active) {
      await keepAnAdministrator(tx, user);
      await tx.session.deleteMany({ where: { userId: id } });
    }
    await tx.user.update({ where: { id }, data: { active, updatedAt: ctx.now } });
    const action = active ? "UserActivation" : "UserDeactivation";
    const details = { username: user.username };
    await recordAudit(
      ctx,
      { action, objectType: "user", outcome: "success", objectId: id, details },
      tx,
    );
  });
}
