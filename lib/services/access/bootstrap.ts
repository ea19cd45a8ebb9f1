import { CREDENTIAL_SCOPES } from "@/lib/domain/access/access";
import { normalizeUsername } from "@/lib/domain/access/username";
import type { Env } from "@/lib/platform/env";
import type { Logger } from "@/lib/platform/logger";
import { hashPassword, verifyPassword } from "@/lib/platform/password";
import type { SecretBox } from "@/lib/platform/secrets";
import { generateSigningKey } from "@/lib/platform/signing-key";
import { insertUser } from "@/lib/services/users/insert-user";
import type { Database } from "@/lib/store/database";
import { type AccessTransaction, withAccessLock } from "./access-lock";
import { createSetupToken, type SetupToken } from "./setup-token";

interface BootstrapOptions {
  db: Database;
  env: Pick<Env, "admin" | "api" | "publicUrl">;
  secrets: SecretBox;
  logger: Pick<Logger, "info" | "warn">;
  now: Date;
}

export interface AccessBootstrap {
  providerTenantId: string;
  /** For the token signer; the private half is never stored open. */
  signingKey: { kid: string; privatePem: string };
  /** How a person gets in, as one sentence for the terminal. */
  signInHint(): Promise<string>;
}

const PROVIDER_SUBDOMAIN = "provider";
const ENVIRONMENT = "environment";

/**
 * Makes what a first start needs: the provider tenant, the signing key, and the administrator and API
 * credential of the environment; without any user a one-time setup token. Safe to run at every start
 * and on several nodes at once.
 */
export async function bootstrapAccess(options: BootstrapOptions): Promise<AccessBootstrap> {
  const { db, env } = options;
  const made = await withAccessLock(db, async (tx) => {
    const providerTenantId = await ensureProvider(tx, options.now);
    const signingKey = await ensureSigningKey(tx, options);
    await ensureAdministrator(tx, providerTenantId, options);
    await ensureApiCredential(tx, providerTenantId, options);
    const users = await tx.user.count();
    const setup = users === 0 ? await createSetupToken(tx, options.now) : null;
    return { providerTenantId, signingKey, setup };
  });
  return {
    providerTenantId: made.providerTenantId,
    signingKey: made.signingKey,
    signInHint: async () => {
      const isSetUp = (await db.prisma.user.count()) > 0;
      return made.setup && !isSetUp
        ? setupHint(env.publicUrl, made.setup)
        : `Sign in at ${env.publicUrl}/login`;
    },
  };
}

function setupHint(publicUrl: string, { token, validUntil }: SetupToken): string {
  const until = `${validUntil.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return `Open ${publicUrl}/setup?token=${token} to create the first administrator (valid until ${until})`;
}

async function ensureProvider(tx: AccessTransaction, now: Date): Promise<string> {
  const existing = await tx.tenant.findFirst({ where: { isProvider: true } });
  if (existing) return existing.id;
  const data = {
    subdomain: PROVIDER_SUBDOMAIN,
    name: "Provider",
    isProvider: true,
    createdAt: now,
  };
  return (await tx.tenant.create({ data })).id;
}

async function ensureSigningKey(
  tx: AccessTransaction,
  { secrets, now }: BootstrapOptions,
): Promise<AccessBootstrap["signingKey"]> {
  const stored = await tx.signingKey.findFirst({
    orderBy: [{ createdAt: "desc" }, { kid: "asc" }],
  });
  if (stored) {
    const privatePem = secrets.open(stored.privateSealed, sealContext(stored.kid));
    return { kid: stored.kid, privatePem };
  }
  const { kid, privatePem, publicJwk } = generateSigningKey();
  const privateSealed = secrets.seal(privatePem, sealContext(kid));
  await tx.signingKey.create({
    data: { kid, privateSealed, publicJwk: { ...publicJwk }, createdAt: now },
  });
  return { kid, privatePem };
}

function sealContext(kid: string): string {
  return `signing-key:${kid}`;
}

/** Created once; a later change of the variable does not undo what the person has set since. */
async function ensureAdministrator(
  tx: AccessTransaction,
  tenantId: string,
  { env: { admin }, logger, now }: BootstrapOptions,
): Promise<void> {
  if (!admin) return;
  const username = normalizeUsername(admin.user);
  const existing = await tx.user.findUnique({ where: { username }, include: { accounts: true } });
  if (!existing) {
    const passwordHash = await hashPassword(admin.password);
    await insertUser(tx, {
      tenantId,
      username: admin.user.trim(),
      role: "administrator",
      passwordHash,
      now,
    });
    logger.info({ username }, "administrator created from STELLWERK_ADMIN_USER");
    return;
  }
  const stored = existing.accounts.find((account) => account.password !== null);
  if (!(await verifyPassword(admin.password, stored?.password ?? null))) {
    logger.warn(
      { username },
      "STELLWERK_ADMIN_PASSWORD differs from the password of this user; the stored one stays",
    );
  }
}

/** Follows the environment: a changed password replaces the stored hash. A revoked credential stays revoked. */
async function ensureApiCredential(
  tx: AccessTransaction,
  tenantId: string,
  { env: { api }, logger, now }: BootstrapOptions,
): Promise<void> {
  if (!api) return;
  const clientId = api.user;
  const existing = await tx.credential.findUnique({ where: { clientId } });
  if (!existing) {
    await tx.credential.create({
      data: {
        tenantId,
        clientId,
        name: "STELLWERK_API_USER",
        secretHash: await hashPassword(api.password),
        scopes: [...CREDENTIAL_SCOPES],
        isProvider: true,
        createdBy: ENVIRONMENT,
        createdAt: now,
      },
    });
    logger.info({ clientId }, "API credential created from STELLWERK_API_USER");
    return;
  }
  if (existing.revokedAt) {
    logger.warn({ clientId }, "the API credential of STELLWERK_API_USER is revoked and stays so");
  } else if (existing.createdBy !== ENVIRONMENT) {
    logger.warn(
      { clientId },
      "STELLWERK_API_USER names a credential made by hand; it stays as it is",
    );
  } else if (!(await verifyPassword(api.password, existing.secretHash))) {
    const secretHash = await hashPassword(api.password);
    await tx.credential.update({ where: { clientId }, data: { secretHash } });
    logger.info({ clientId }, "the secret of STELLWERK_API_USER was changed to the one configured");
  }
}
