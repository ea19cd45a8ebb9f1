import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { signInSchema } from "@/lib/domain/access/user-input";
import { normalizeUsername } from "@/lib/domain/access/username";
import { AppError } from "@/lib/domain/errors";
import { verifyPassword } from "@/lib/platform/password";
import type { SessionCookie } from "@/lib/platform/session";
import { recordAudit } from "@/lib/services/audit/record-audit";
import type { Access } from "./create-access";

export interface BrowserCaller {
  headers: Headers;
  sourceIp: string | null;
  now: Date;
}

const REFUSED = "The user name or the password is wrong, or the user is deactivated.";

/**
 * Opens a session for an active user whose password is right. A refusal says the same and takes as
 * long whatever was wrong; guessing is slowed down and recorded in the audit.
 */
export async function signInUser(
  access: Access,
  input: unknown,
  caller: BrowserCaller,
): Promise<SessionCookie[]> {
  const { username, password } = parseAccessInput(signInSchema, input);
  const name = normalizeUsername(username);
  if (!access.signInLimits.take(name, caller.sourceIp, caller.now)) {
    throw new AppError("limit", "Too many attempts. Wait a minute and try again.");
  }
  const user = await findActiveUser(access, name);
  if (!user) await verifyPassword(password, null);
  const { headers } = caller;
  const cookies = user && (await access.sessions.start({ username: name, password, headers }));
  if (user) await recordSignIn(access, { user, isSuccess: cookies !== null }, caller);
  if (!user || !cookies) throw new AppError("unauthenticated", REFUSED);
  access.signInLimits.forgive(name, caller.sourceIp);
  const over = { userId: user.id, expiresAt: { lt: caller.now } };
  await access.db.prisma.session.deleteMany({ where: over });
  return cookies;
}

interface KnownUser {
  id: string;
  username: string;
  tenantId: string;
}

async function findActiveUser(access: Access, username: string): Promise<KnownUser | null> {
  // PostgreSQL refuses NUL in text; no user name has one.
  if (username.includes("\0")) return null;
  const user = await access.db.prisma.user.findUnique({ where: { username } });
  return user?.active ? { id: user.id, username, tenantId: user.tenantId } : null;
}

function recordSignIn(
  access: Access,
  { user, isSuccess }: { user: KnownUser; isSuccess: boolean },
  { sourceIp, now }: BrowserCaller,
): Promise<void> {
  const { tenantId, username } = user;
  return recordAudit(
    {
      db: access.db,
      now,
      sourceIp,
      correlationId: null,
      actor: { name: username },
      scope: { tenantId },
    },
    {
      action: "SignIn",
      outcome: isSuccess ? "success" : "denied",
      objectType: "user",
      objectId: user.id,
    },
  );
}
