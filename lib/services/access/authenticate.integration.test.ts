import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCredential } from "@/lib/services/credentials/create-credential";
import { deleteCredential } from "@/lib/services/credentials/delete-credential";
import { revokeCredential } from "@/lib/services/credentials/revoke-credential";
import { rotateCredentialSecret } from "@/lib/services/credentials/rotate-credential-secret";
import { setUserActive } from "@/lib/services/users/set-user-active";
import {
  type AccessFixture,
  createAccessFixture,
  TEST_API_LOGIN,
  TEST_PASSWORD,
} from "@/lib/testing/access-fixture";
import { authenticateRequest } from "./authenticate";
import { issueToken } from "./issue-token";
import { signInUser } from "./sign-in-user";
import { signOutUser } from "./sign-out-user";

let fixture: AccessFixture;
beforeAll(async () => {
  fixture = await createAccessFixture();
});
afterAll(() => fixture.drop());

const base64 = (text: string, encoding: BufferEncoding = "utf8") =>
  Buffer.from(text, encoding).toString("base64");
const basic = (clientId: string, secret: string) => `Basic ${base64(`${clientId}:${secret}`)}`;

function authenticate(authorization: string | null, sourceIp = "192.0.2.7") {
  const headers = new Headers(authorization === null ? {} : { authorization });
  return authenticateRequest(fixture.access, { headers, sourceIp, now: fixture.clock.now() });
}

async function tokenFor(clientId: string, secret: string, scope?: string): Promise<string> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    ...(scope ? { scope } : {}),
  });
  const headers = new Headers({ authorization: basic(clientId, secret) });
  const request = { headers, form, sourceIp: null, now: fixture.clock.now() };
  const { body } = await issueToken(fixture.access, request);
  return String(body.access_token);
}

async function newCredential(input: Record<string, unknown> = {}) {
  const { ctx } = await fixture.createUser("administrator");
  const scopes = ["jobs.read", "jobs.write"];
  const credential = await createCredential(ctx, {
    name: "test",
    scopes,
    isProvider: true,
    ...input,
  });
  return { ...credential, ctx };
}

describe("Basic", () => {
  it.each(["Basic", "basic", "BASIC", "bAsIc"])(
    "is accepted with the scheme written %s",
    async (scheme) => {
      const login = base64(`${TEST_API_LOGIN.user}:${TEST_API_LOGIN.password}`);
      const found = await authenticate(`${scheme} ${login}`);
      expect(found?.actor).toMatchObject({ kind: "credential", name: "api", method: "basic" });
      expect(found?.scope).toEqual({ tenantId: fixture.providerTenantId, allTenants: true });
    },
  );

  it("takes a secret with colons, percent signs and letters beyond ASCII", async () => {
    const { clientId, id } = await newCredential();
    const { hashPassword } = await import("@/lib/platform/password");
    const secret = "a:b%20c+d:ü€";
    const secretHash = await hashPassword(secret);
    await fixture.access.db.prisma.credential.update({ where: { id }, data: { secretHash } });
    expect((await authenticate(basic(clientId, secret)))?.actor.name).toBe(clientId);
  });

  it("takes a login that a client has form-encoded before base64", async () => {
    const { clientId, id } = await newCredential();
    const { hashPassword } = await import("@/lib/platform/password");
    const secretHash = await hashPassword("s p:ü");
    await fixture.access.db.prisma.credential.update({ where: { id }, data: { secretHash } });
    const encoded = `${clientId}:${encodeURIComponent("s p:ü")}`;
    expect((await authenticate(`Basic ${base64(encoded)}`))?.actor.name).toBe(clientId);
  });

  it.each([
    ["a wrong secret", basic("api", "wrong")],
    ["an unknown client", basic("nobody", "api-password")],
    ["an empty secret", basic("api", "")],
    ["a client id with NUL", basic("a\0b", "x")],
    ["no colon", `Basic ${base64("api")}`],
    ["something that is not base64", "Basic §§§"],
    ["no credentials", "Basic"],
    ["another scheme", "Negotiate abc"],
    ["a bearer that is no token", "Bearer abc.def.ghi"],
  ])("refuses %s", async (_, authorization) => {
    const refused = expect(authenticate(toLatin1(authorization))).rejects;
    await refused.toMatchObject({ code: "unauthenticated" });
  });

  it("answers from memory after the first time", async () => {
    const { clientId, secret } = await newCredential();
    await authenticate(basic(clientId, secret));
    const rounds = 2_000;
    const startedAt = performance.now();
    for (let round = 0; round < rounds; round += 1) await authenticate(basic(clientId, secret));
    const each = (performance.now() - startedAt) / rounds;
    expect(each).toBeLessThan(0.5);
  });
});

/** Header values are bytes; Headers wants them as Latin-1. */
function toLatin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

describe("a tenant's credential", () => {
  it("is bound to its tenant and its scopes", async () => {
    const tenant = await fixture.createSubscriber();
    const { clientId, secret } = await newCredential({ isProvider: false, tenantId: tenant.id });
    const found = await authenticate(basic(clientId, secret));
    expect(found?.scope).toEqual({ tenantId: tenant.id, allTenants: false });
    expect(found?.actor.permissions).toEqual(["jobs.read", "jobs.write"]);
  });
});

describe("Bearer", () => {
  it.each(["Bearer", "bearer"])(
    "accepts an issued token with the scheme written %s",
    async (scheme) => {
      const token = await tokenFor("api", TEST_API_LOGIN.password);
      const found = await authenticate(`${scheme} ${token}`);
      expect(found?.actor).toMatchObject({ name: "api", method: "oauth" });
      expect(found?.scope.allTenants).toBe(true);
    },
  );

  it("gives a token no more than the scopes it was asked for", async () => {
    const token = await tokenFor("api", TEST_API_LOGIN.password, "jobs.read");
    expect((await authenticate(`Bearer ${token}`))?.actor.permissions).toEqual(["jobs.read"]);
  });

  it("accepts a generated secret by itself", async () => {
    const { clientId, secret } = await newCredential();
    expect((await authenticate(`Bearer ${secret}`))?.actor.name).toBe(clientId);
  });

  it("refuses a token whose payload was changed", async () => {
    const [head, , signature] = (await tokenFor("api", TEST_API_LOGIN.password)).split(".");
    const payload = Buffer.from(JSON.stringify({ typ: "access", exp: 9e9 })).toString("base64url");
    const refused = expect(authenticate(`Bearer ${head}.${payload}.${signature}`)).rejects;
    await refused.toMatchObject({ code: "unauthenticated" });
  });
});

describe("a credential that is over", () => {
  it("is refused within ten seconds of its revocation, and so are its tokens", async () => {
    const { ctx, id, clientId, secret } = await newCredential();
    const token = await tokenFor(clientId, secret);
    await authenticate(`Bearer ${token}`);
    await revokeCredential(ctx, { id });
    fixture.clock.advance(10_001);
    for (const authorization of [basic(clientId, secret), `Bearer ${token}`, `Bearer ${secret}`]) {
      const refused = expect(authenticate(authorization)).rejects;
      await refused.toMatchObject({ code: "unauthenticated" });
    }
  });

  it("is refused from the instant of its expiry", async () => {
    const expiresAt = new Date(fixture.clock.now().getTime() + 5_000).toISOString();
    const { clientId, secret } = await newCredential({ expiresAt });
    expect(await authenticate(basic(clientId, secret))).not.toBeNull();
    fixture.clock.advance(5_000);
    await expect(authenticate(basic(clientId, secret))).rejects.toThrow("expired");
  });

  it("is refused after it was deleted", async () => {
    const { ctx, id, clientId, secret } = await newCredential();
    const token = await tokenFor(clientId, secret);
    await revokeCredential(ctx, { id });
    await deleteCredential(ctx, { id });
    fixture.clock.advance(10_001);
    await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("accepts a rotated secret at once and refuses the old one within ten seconds", async () => {
    const { ctx, id, clientId, secret } = await newCredential();
    await authenticate(basic(clientId, secret));
    const rotated = await rotateCredentialSecret(ctx, { id });
    expect((await authenticate(basic(clientId, rotated.secret)))?.actor.name).toBe(clientId);
    fixture.clock.advance(10_001);
    const refused = expect(authenticate(basic(clientId, secret))).rejects;
    await refused.toMatchObject({ code: "unauthenticated" });
  });
});

describe("guessing", () => {
  it("is stopped after ten wrong secrets, while a client already known goes on", async () => {
    const { clientId, secret } = await newCredential();
    await authenticate(basic(clientId, secret), "198.51.100.1");
    for (let guess = 0; guess < 10; guess += 1) {
      const refused = expect(
        authenticate(basic(clientId, `guess ${guess}`), "198.51.100.1"),
      ).rejects;
      await refused.toMatchObject({ code: "unauthenticated" });
    }
    const stopped = expect(authenticate(basic(clientId, "guess 11"), "198.51.100.1")).rejects;
    await stopped.toMatchObject({ code: "limit" });
    expect(await authenticate(basic(clientId, secret), "198.51.100.1")).not.toBeNull();
  });

  it("leaves an entry in the audit for a known client, without the secret", async () => {
    const { id, clientId } = await newCredential();
    await authenticate(basic(clientId, "not the secret")).catch(() => null);
    const [entry] = await fixture.access.db.prisma.auditEntry.findMany({
      where: { objectId: id, action: "Authentication" },
    });
    expect(entry).toMatchObject({ outcome: "denied", sourceIp: "192.0.2.7", details: null });
  });
});

describe("the use of a credential", () => {
  it("is recorded once a minute at most", async () => {
    const { id, clientId, secret } = await newCredential();
    const usedAt = async () =>
      (await fixture.access.db.prisma.credential.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    await authenticate(basic(clientId, secret));
    const first = fixture.clock.now();
    await expect.poll(usedAt).toEqual(first);
    fixture.clock.advance(59_000);
    await authenticate(basic(clientId, secret));
    expect(await usedAt()).toEqual(first);
    fixture.clock.advance(1_000);
    await authenticate(basic(clientId, secret));
    await expect.poll(usedAt).toEqual(fixture.clock.now());
  });
});

describe("the browser session", () => {
  const caller = () => ({
    headers: new Headers(),
    sourceIp: "192.0.2.9",
    now: fixture.clock.now(),
  });
  const bySession = (cookie: string) =>
    authenticateRequest(fixture.access, { ...caller(), headers: new Headers({ cookie }) });

  async function signIn(username: string): Promise<string> {
    const login = { username, password: TEST_PASSWORD };
    const cookies = await signInUser(fixture.access, login, caller());
    return cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
  }

  it("is nobody without a cookie or with a made-up one", async () => {
    expect(await authenticate(null)).toBeNull();
    expect(await bySession("stellwerk.session_token=made.up")).toBeNull();
  });

  it("speaks for its user, whatever the case of the name typed", async () => {
    const { username } = await fixture.createUser("operator");
    const found = await bySession(await signIn(` ${username.toUpperCase()} `));
    expect(found?.actor).toMatchObject({ kind: "user", name: username, role: "operator" });
    expect(found).toMatchObject({ isSession: true, scope: { allTenants: true } });
  });

  it("has the scope of its user's tenant only", async () => {
    const tenant = await fixture.createSubscriber();
    const { username } = await fixture.createUser("viewer", tenant.id);
    const found = await bySession(await signIn(username));
    expect(found?.scope).toEqual({ tenantId: tenant.id, allTenants: false });
  });

  it("ends when the person signs out", async () => {
    const { username } = await fixture.createUser("viewer");
    const cookie = await signIn(username);
    await signOutUser(fixture.access, new Headers({ cookie }));
    expect(await bySession(cookie)).toBeNull();
  });

  it("ends when the user is deactivated, who cannot sign in again until activated", async () => {
    const { ctx } = await fixture.createUser("administrator");
    const { id, username } = await fixture.createUser("viewer");
    const cookie = await signIn(username);
    await setUserActive(ctx, { id, active: false });
    expect(await bySession(cookie)).toBeNull();
    await expect(signIn(username)).rejects.toMatchObject({ code: "unauthenticated" });
    await setUserActive(ctx, { id, active: true });
    expect(await bySession(await signIn(username))).not.toBeNull();
  });

  it("ends twelve hours after its last use", async () => {
    const { id, username } = await fixture.createUser("viewer");
    const cookie = await signIn(username);
    const session = await fixture.access.db.prisma.session.findFirstOrThrow({
      where: { userId: id },
    });
    const hours = (session.expiresAt.getTime() - session.createdAt.getTime()) / 3_600_000;
    expect(hours).toBeCloseTo(12, 2);
    const anHourAgo = new Date(session.createdAt.getTime() - 3_600_000);
    await fixture.access.db.prisma.session.update({
      where: { id: session.id },
      data: { expiresAt: new Date(anHourAgo.getTime() + 12 * 3_600_000), updatedAt: anHourAgo },
    });
    await bySession(cookie);
    const extended = await fixture.access.db.prisma.session.findFirstOrThrow({
      where: { userId: id },
    });
    expect(extended.expiresAt.getTime()).toBeGreaterThanOrEqual(session.expiresAt.getTime());
    const past = new Date(session.createdAt.getTime() - 1_000);
    await fixture.access.db.prisma.session.update({
      where: { id: session.id },
      data: { expiresAt: past },
    });
    expect(await bySession(cookie)).toBeNull();
  });

  it("is slowed down after five wrong passwords for one name", async () => {
    const { username } = await fixture.createUser("viewer");
    const guess = () => signInUser(fixture.access, { username, password: "wrong" }, caller());
    for (let count = 0; count < 5; count += 1) {
      await expect(guess()).rejects.toMatchObject({ code: "unauthenticated" });
    }
    await expect(guess()).rejects.toMatchObject({ code: "limit" });
    fixture.clock.advance(60_000);
    await expect(signIn(username)).resolves.toContain("stellwerk.session_token=");
  });
});
