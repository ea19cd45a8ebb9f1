import { randomUUID } from "node:crypto";
import { permissionsOfRole, type Role } from "@/lib/domain/access/access";
import { createLogger } from "@/lib/platform/logger";
import { hashPassword } from "@/lib/platform/password";
import { createSecretBox } from "@/lib/platform/secrets";
import { createTokenSigner } from "@/lib/platform/token-signer";
import { bootstrapAccess } from "@/lib/services/access/bootstrap";
import { type Access, createAccess } from "@/lib/services/access/create-access";
import type { Context } from "@/lib/services/context";
import { insertUser } from "@/lib/services/users/insert-user";
import { openDatabase } from "@/lib/store/database";
import { type FakeClock, fakeClock } from "./fake-clock";
import { createTestDatabase } from "./test-database";

export const TEST_SECRET_KEY = "a-secret-key-for-tests-with-enough-length";
export const TEST_PUBLIC_URL = "http://localhost:3000";
export const TEST_API_LOGIN = { user: "api", password: "api-password" };

/** A migrated database with provider, signing key and API credential, and contexts of every role over it. */
export interface AccessFixture {
  access: Access;
  clock: FakeClock;
  providerTenantId: string;
  secrets: Context["secrets"];
  /** A tenant of its own for a test. */
  createSubscriber(): Promise<{ id: string; subdomain: string }>;
  /** A user with a session-less context; the password is "correct horse". */
  createUser(
    role: Role,
    tenantId?: string,
  ): Promise<{ ctx: Context; id: string; username: string }>;
  drop(): Promise<void>;
}

export const TEST_PASSWORD = "correct horse";

/** Builds the fixture; the clock starts at the real time, because sessions are dated by the library. */
export async function createAccessFixture(): Promise<AccessFixture> {
  const test = await createTestDatabase();
  const db = openDatabase({ url: test.url, maxConnections: 8 });
  const clock = fakeClock(new Date().toISOString());
  const secrets = createSecretBox(TEST_SECRET_KEY);
  const logger = createLogger({ level: "silent" });
  const env = { admin: null, api: TEST_API_LOGIN, publicUrl: TEST_PUBLIC_URL };
  const boot = await bootstrapAccess({ db, env, secrets, logger, now: clock.now() });
  const signer = createTokenSigner({ ...boot.signingKey, issuer: TEST_PUBLIC_URL, clock });
  const secretKey = TEST_SECRET_KEY;
  const access = createAccess({ db, secretKey, publicUrl: TEST_PUBLIC_URL, signer, logger });
  const passwordHash = await hashPassword(TEST_PASSWORD);
  const { providerTenantId } = boot;

  const contextOf = (user: {
    id: string;
    username: string;
    role: Role;
    tenantId: string;
  }): Context => ({
    actor: {
      kind: "user",
      id: user.id,
      name: user.username,
      role: user.role,
      permissions: permissionsOfRole(user.role),
    },
    scope: { tenantId: user.tenantId, allTenants: user.tenantId === providerTenantId },
    now: clock.now(),
    db,
    secrets,
    areProgramsAllowed: false,
    sourceIp: "192.0.2.1",
    correlationId: randomUUID(),
    hint: () => undefined,
    changed: () => undefined,
    newId: () => randomUUID(),
  });

  return {
    access,
    clock,
    providerTenantId,
    secrets,
    createSubscriber: async () => {
      const subdomain = `sub-${randomUUID().slice(0, 8)}`;
      return db.prisma.tenant.create({ data: { subdomain, name: subdomain } });
    },
    createUser: async (role, tenantId = providerTenantId) => {
      const username = `${role}-${randomUUID().slice(0, 8)}`;
      const user = { tenantId, username, role, passwordHash, now: clock.now() };
      const id = await db.prisma.$transaction((tx) => insertUser(tx, user));
      return { id, username, ctx: contextOf({ id, username, role, tenantId }) };
    },
    drop: async () => {
      await db.close();
      await test.drop();
    },
  };
}
