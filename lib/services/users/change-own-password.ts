import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { changeOwnPasswordSchema } from "@/lib/domain/access/user-input";
import { AppError } from "@/lib/domain/errors";
import { hashPassword, verifyPassword } from "@/lib/platform/password";
import type { SessionCookie } from "@/lib/platform/session";
import { inAccessTransaction } from "@/lib/services/access/access-lock";
import type { Access } from "@/lib/services/access/create-access";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Context } from "@/lib/services/context";
import { PASSWORD_PROVIDER } from "./insert-user";
import { replacePassword } from "./replace-password";

const ATTEMPT = { action: "UserPasswordChange", objectType: "user" } as const;

interface PasswordChange {
  /** For the new session of this browser. */
  access: Pick<Access, "sessions" | "signInLimits">;
  headers: Headers;
  input: unknown;
}

/**
 * Changes the password of the person who asks, after the current one was given again. Every session
 * of the user ends; the cookies returned open a new one for this browser.
 */
export async function changeOwnPassword(
  ctx: Context,
  { access, headers, input }: PasswordChange,
): Promise<SessionCookie[]> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Only people have a password.");
  const { currentPassword, newPassword } = parseAccessInput(changeOwnPasswordSchema, input);
  await checkCurrentPassword(ctx, { access, userId: actor.id, currentPassword });
  const passwordHash = await hashPassword(newPassword);
  await inAccessTransaction(ctx.db, async (tx) => {
    await replacePassword(tx, { userId: actor.id, passwordHash, now: ctx.now });
    await recordAudit(ctx, { ...ATTEMPT, outcome: "success", objectId: actor.id }, tx);
  });
  const login = { username: actor.name, password: newPassword, headers };
  return (await access.sessions.start(login)) ?? [];
}

async function checkCurrentPassword(
  ctx: Context,
  {
    access,
    userId,
    currentPassword,
  }: { access: PasswordChange["access"]; userId: string; currentPassword: string },
): Promise<void> {
  const { name } = ctx.actor;
  if (!access.signInLimits.take(name, ctx.sourceIp, ctx.now)) {
    throw new AppError("limit", "Too many attempts. Wait a minute and try again.");
  }
  const account = await ctx.db.prisma.account.findFirst({
    where: { userId, providerId: PASSWORD_PROVIDER },
  });
  if (await verifyPassword(currentPassword, account?.password ?? null)) {
    access.signInLimits.forgive(name, ctx.sourceIp);
    return;
  }
  await recordAudit(ctx, { ...ATTEMPT, outcome: "denied", objectId: userId });
  throw new AppError("invalid", "The current password is wrong.", { field: "currentPassword" });
}
