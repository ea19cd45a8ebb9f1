import { randomUUID } from "node:crypto";
import { generateToken, hashToken } from "@/lib/platform/secrets";
import type { Database } from "@/lib/store/database";
import type { AccessTransaction } from "./access-lock";

export interface SetupToken {
  token: string;
  validUntil: Date;
}

const IDENTIFIER = "setup";
const VALID_MS = 24 * 60 * 60 * 1000;
const STARTED_TOGETHER_MS = 60_000;

/**
 * A new one-time token for the first administrator; only its hash is stored. Earlier ones end, except
 * those of nodes that started in the same minute, whose links have just been printed.
 */
export async function createSetupToken(tx: AccessTransaction, now: Date): Promise<SetupToken> {
  const token = generateToken();
  const validUntil = new Date(now.getTime() + VALID_MS);
  const createdAt = { lt: new Date(now.getTime() - STARTED_TOGETHER_MS) };
  await tx.verification.deleteMany({ where: { identifier: IDENTIFIER, createdAt } });
  await tx.verification.create({
    data: {
      id: randomUUID(),
      identifier: IDENTIFIER,
      value: hashToken(token),
      expiresAt: validUntil,
      createdAt: now,
    },
  });
  return { token, validUntil };
}

/** Uses the token up, and every other one with it; false when it is unknown, used or expired. */
export async function consumeSetupToken(
  tx: AccessTransaction,
  token: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.verification.deleteMany({
    where: { identifier: IDENTIFIER, value: hashToken(token), expiresAt: { gt: now } },
  });
  if (count > 0) await tx.verification.deleteMany({ where: { identifier: IDENTIFIER } });
  return count > 0;
}

/** True while the link with this token would still work. */
export async function isSetupTokenValid(
  db: Database,
  { token, now }: { token: string; now: Date },
): Promise<boolean> {
  const users = await db.prisma.user.count();
  if (users > 0) return false;
  const found = await db.prisma.verification.findFirst({
    where: { identifier: IDENTIFIER, value: hashToken(token), expiresAt: { gt: now } },
  });
  return found !== null;
}
