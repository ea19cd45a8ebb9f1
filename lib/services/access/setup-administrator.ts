import { parseAccessInput } from "@/lib/domain/access/parse-access-input";
import { setupAdministratorSchema } from "@/lib/domain/access/user-input";
import { AppError } from "@/lib/domain/errors";
import { hashPassword } from "@/lib/platform/password";
import type { SessionCookie } from "@/lib/platform/session";
import { recordAudit } from "@/lib/services/audit/record-audit";
import { insertUser } from "@/lib/services/users/insert-user";
import { withAccessLock } from "./access-lock";
import type { Access } from "./create-access";
import { consumeSetupToken, isSetupTokenValid } from "./setup-token";
import { type BrowserCaller, signInUser } from "./sign-in-user";

const LINK_IS_OVER =
  "This link is used up, expired or replaced. Restart the server to get a new one, or sign in if an administrator exists.";

/** Creates the first administrator with the one-time token, uses the token up and signs the person in. */
export async function setupAdministrator(
  access: Access,
  input: unknown,
  caller: BrowserCaller,
): Promise<SessionCookie[]> {
  const { token, username, password } = parseAccessInput(setupAdministratorSchema, input);
  const { now, sourceIp } = caller;
  // Looked up first, so that a wrong link costs no password hash.
  if (!(await isSetupTokenValid(access.db, { token, now })))
    throw new AppError("conflict", LINK_IS_OVER);
  const passwordHash = await hashPassword(password);
  await withAccessLock(access.db, async (tx) => {
    const isFirst = (await tx.user.count()) === 0;
    if (!isFirst || !(await consumeSetupToken(tx, token, now))) {
      throw new AppError("conflict", LINK_IS_OVER);
    }
    const { id: tenantId } = await tx.tenant.findFirstOrThrow({ where: { isProvider: true } });
    const role = "administrator" as const;
    const objectId = await insertUser(tx, { tenantId, username, role, passwordHash, now });
    await recordAudit(
      {
        db: access.db,
        now,
        sourceIp,
        correlationId: null,
        actor: { name: username },
        scope: { tenantId },
      },
      {
        action: "UserCreation",
        outcome: "success",
        objectType: "user",
        objectId,
        details: { username, role, by: "setup link" },
      },
      tx,
    );
  });
  return signInUser(access, { username, password }, caller);
}
