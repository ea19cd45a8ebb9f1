import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { resetUserPasswordSchema } from "@/lib/domain/access/user-input";
import { generatePassword, hashPassword } from "@/lib/platform/password";
import { withAccessLock } from "@/lib/services/access/access-lock";
import { requirePermission } from "@/lib/services/access/require-permission";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { findUserInScope } from "./find-user-in-scope";
import { replacePassword } from "./replace-password";

const ATTEMPT = { action: "UserPasswordReset", objectType: "user" } as const;

export interface ResetPassword {
  username: string;
  /** Only when it was generated; it is not stored and cannot be shown again. */
  generatedPassword: string | null;
}

/** Replaces somebody's password and ends all of that user's sessions. */
export async function resetUserPassword(ctx: Context, input: unknown): Promise<ResetPassword> {
  await requirePermission(ctx, "access.write", ATTEMPT);
  const { id, password } = parseAccessInput(resetUserPasswordSchema, input);
  const newPassword = password ?? generatePassword();
  const passwordHash = await hashPassword(newPassword);
  const username = await withAccessLock(ctx.db, async (tx) => {
    const user = await findUserInScope(tx, ctx, id);
    await replacePassword(tx, { userId: id, passwordHash, now: ctx.now });
    const details = { username: user.username };
    await recordAudit(ctx, { ...ATTEMPT, outcome: "success", objectId: id, details }, tx);
    return user.username;
  });
  return { username, generatedPassword: password === undefined ? newPassword : null };
}
