import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/domain/access/access";
import { normalizeUsername, placeholderEmail } from "@/lib/domain/access/username";
import type { AccessTransaction } from "@/lib/services/access/access-lock";

/** Name under which better-auth finds the account that holds a password. */
export const PASSWORD_PROVIDER = "credential";

interface NewUser {
  tenantId: string;
  username: string;
  name?: string | undefined;
  role: Role;
  passwordHash: string;
  now: Date;
}

/** Stores a user and the password as the session library expects them; returns the id. */
export async function insertUser(tx: AccessTransaction, user: NewUser): Promise<string> {
  const { tenantId, role, now, passwordHash } = user;
  const id = randomUUID();
  const username = normalizeUsername(user.username);
  await tx.user.create({
    data: {
      id,
      tenantId,
      name: user.name ?? username,
      email: placeholderEmail(username),
      username,
      displayUsername: user.username,
      role,
      createdAt: now,
      accounts: {
        create: {
          id: randomUUID(),
          accountId: id,
          providerId: PASSWORD_PROVIDER,
          password: passwordHash,
          createdAt: now,
        },
      },
    },
  });
  return id;
}
