import { randomUUID } from "node:crypto";
import type { AccessTransaction } from "@/lib/services/access/access-lock";
import { PASSWORD_PROVIDER } from "./insert-user";

interface NewPassword {
  userId: string;
  passwordHash: string;
  now: Date;
}

/** Stores the hash and ends every session of the user: whoever knew the old password is out. */
export async function replacePassword(
  tx: AccessTransaction,
  { userId, passwordHash, now }: NewPassword,
): Promise<void> {
  const { count } = await tx.account.updateMany({
    where: { userId, providerId: PASSWORD_PROVIDER },
    data: { password: passwordHash, updatedAt: now },
  });
  if (count === 0) {
    await tx.account.create({
      data: {
        id: randomUUID(),
        userId,
        accountId: userId,
        providerId: PASSWORD_PROVIDER,
        password: passwordHash,
        createdAt: now,
      },
    });
  }
  await tx.session.deleteMany({ where: { userId } });
}
