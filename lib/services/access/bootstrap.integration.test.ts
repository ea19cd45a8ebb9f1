import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "@/lib/platform/logger";
import { createSecretBox } from "@/lib/platform/secrets";
import { createTokenSigner } from "@/lib/platform/token-signer";
import { type Database, openDatabase } from "@/lib/store/database";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { authenticateRequest } from "./authenticate";
import { bootstrapAccess } from "./bootstrap";
import { type Access, createAccess } from "./create-access";
import { setupAdministrator } from "./setup-administrator";
import { isSetupTokenValid } from "./setup-token";
import { signInUser } from "./sign-in-user";

const SECRET_KEY = "another-secret-key-for-tests-long-enough";
const PUBLIC_URL = "http://localhost:3000";
const now = new Date();
const logger = createLogger({ level: "silent" });
const secrets = createSecretBox(SECRET_KEY);
type Login = { user: string; password: string };

let test: TestDatabase;
let db: Database;
beforeEach(async () => {
  test = await createTestDatabase();
  db = openDatabase({ url: test.url, maxConnections: 8 });
});
afterEach(async () => {
  await db.close();
  await test.drop();
});

function bootstrap({
  admin = null,
  api = null,
  at = now,
}: {
  admin?: Login | null;
  api?: Login | null;
  at?: Date;
} = {}) {
  return bootstrapAccess({
    db,
    env: { admin, api, publicUrl: PUBLIC_URL },
    secrets,
    logger,
    now: at,
  });
}

async function accessOver(boot: Awaited<ReturnType<typeof bootstrap>>): Promise<Access> {
  const clock = { now: () => now };
  const signer = createTokenSigner({ ...boot.signingKey, issuer: PUBLIC_URL, clock });
  return createAccess({ db, secretKey: SECRET_KEY, publicUrl: PUBLIC_URL, signer, logger });
}

const caller = { headers: new Headers(), sourceIp: null, now };
const tokenIn = (hint: string) => /\?token=([\w-]+)/.exec(hint)?.[1] ?? "";
const form = (token: string, username = "ada") => ({
  token,
  username,
  password: "a long password",
  passwordAgain: "a long password",
});

describe("bootstrapAccess", () => {
  it("makes one of each when two nodes start at the same moment", async () => {
    const login = { admin: { user: "Ada", password: "pw" }, api: { user: "api", password: "pw" } };
    const [one, two] = await Promise.all([bootstrap(login), bootstrap(login)]);
    expect(one.providerTenantId).toBe(two.providerTenantId);
    expect(one.signingKey).toEqual(two.signingKey);
    const counts = [db.prisma.tenant, db.prisma.user, db.prisma.credential, db.prisma.signingKey];
    expect(
      await Promise.all(counts.map((model) => (model as typeof db.prisma.user).count())),
    ).toEqual([1, 1, 1, 1]);
  });

  it("stores the signing key sealed", async () => {
    await bootstrap();
    const { privateSealed, publicJwk } = await db.prisma.signingKey.findFirstOrThrow();
    expect(privateSealed).not.toContain("PRIVATE KEY");
    expect(publicJwk).not.toHaveProperty("d");
  });

  it("creates the administrator of the environment, who can sign in, and points to /login", async () => {
    const boot = await bootstrap({ admin: { user: "Ada L", password: "pw" } });
    expect(await boot.signInHint()).toBe(`Sign in at ${PUBLIC_URL}/login`);
    const access = await accessOver(boot);
    await expect(
      signInUser(access, { username: "ada l", password: "pw" }, caller),
    ).resolves.toHaveLength(1);
    expect(await db.prisma.user.findFirst()).toMatchObject({
      role: "administrator",
      username: "ada l",
    });
  });

  it("keeps the stored password of the administrator when the variable changes", async () => {
    await bootstrap({ admin: { user: "ada", password: "first" } });
    const access = await accessOver(
      await bootstrap({ admin: { user: "ada", password: "second" } }),
    );
    await expect(
      signInUser(access, { username: "ada", password: "first" }, caller),
    ).resolves.toHaveLength(1);
    await expect(
      signInUser(access, { username: "ada", password: "second" }, caller),
    ).rejects.toThrow();
  });

  it("follows the variable with the secret of the API credential", async () => {
    await bootstrap({ api: { user: "api", password: "first" } });
    const access = await accessOver(await bootstrap({ api: { user: "api", password: "second" } }));
    const withSecret = (secret: string) =>
      authenticateRequest(access, {
        ...caller,
        headers: new Headers({ authorization: `Basic ${btoa(`api:${secret}`)}` }),
      });
    expect((await withSecret("second"))?.scope.allTenants).toBe(true);
    await expect(withSecret("first")).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("leaves an API credential revoked that an administrator has revoked", async () => {
    await bootstrap({ api: { user: "api", password: "pw" } });
    await db.prisma.credential.updateMany({ data: { revokedAt: now } });
    await bootstrap({ api: { user: "api", password: "new" } });
    expect((await db.prisma.credential.findFirstOrThrow()).revokedAt).toEqual(now);
  });
});

describe("the one-time setup link", () => {
  it("creates the first administrator, signs in and is used up", async () => {
    const boot = await bootstrap();
    const hint = await boot.signInHint();
    expect(hint).toMatch(/^Open http:\/\/localhost:3000\/setup\?token=[\w-]{43} to create/);
    const access = await accessOver(boot);
    expect(await setupAdministrator(access, form(tokenIn(hint)), caller)).toHaveLength(1);
    const again = setupAdministrator(access, form(tokenIn(hint), "eve"), caller);
    await expect(again).rejects.toMatchObject({ code: "conflict" });
    expect(await boot.signInHint()).toBe(`Sign in at ${PUBLIC_URL}/login`);
    expect(await db.prisma.auditEntry.findMany({ select: { action: true } })).toEqual([
      { action: "UserCreation" },
      { action: "SignIn" },
    ]);
  });

  it("makes one administrator when it is used twice at the same moment", async () => {
    const boot = await bootstrap();
    const token = tokenIn(await boot.signInHint());
    const access = await accessOver(boot);
    const uses = ["ada", "eve"].map((name) =>
      setupAdministrator(access, form(token, name), caller),
    );
    const outcomes = await Promise.allSettled(uses);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.prisma.user.count()).toBe(1);
  });

  it("is stored only as a hash, ends after a day and with the next start", async () => {
    const first = tokenIn(await (await bootstrap()).signInHint());
    const [stored] = await db.prisma.verification.findMany();
    expect(stored?.value).not.toContain(first);
    const later = (ms: number) => new Date(now.getTime() + ms);
    expect(await isSetupTokenValid(db, { token: first, now: later(86_399_999) })).toBe(true);
    expect(await isSetupTokenValid(db, { token: first, now: later(86_400_000) })).toBe(false);
    await bootstrap({ at: later(60_001) });
    expect(await isSetupTokenValid(db, { token: first, now: later(60_002) })).toBe(false);
  });

  it("works from both nodes that started together", async () => {
    const boots = await Promise.all([bootstrap(), bootstrap()]);
    for (const boot of boots) {
      const token = tokenIn(await boot.signInHint());
      expect(await isSetupTokenValid(db, { token, now })).toBe(true);
    }
  });

  it.each([
    ["passwordAgain", { passwordAgain: "different password" }],
    ["password", { password: "short", passwordAgain: "short" }],
    ["username", { username: "  " }],
    ["username", { username: "a\u0007b" }],
    ["extra", { extra: "1" }],
  ])("refuses a form with a wrong %s", async (field, change) => {
    const boot = await bootstrap();
    const access = await accessOver(boot);
    const input = { ...form(tokenIn(await boot.signInHint())), ...change };
    const refused = expect(setupAdministrator(access, input, caller)).rejects;
    await refused.toMatchObject({ code: "invalid", field });
    expect(await db.prisma.user.count()).toBe(0);
  });
});
