import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAudit } from "@/lib/queries/audit/list-audit";
import { listCredentials } from "@/lib/queries/credentials/list-credentials";
import { listTenants } from "@/lib/queries/tenants/list-tenants";
import { listUsers } from "@/lib/queries/users/list-users";
import { signInUser } from "@/lib/services/access/sign-in-user";
import type { Context } from "@/lib/services/context";
import { createCredential } from "@/lib/services/credentials/create-credential";
import { deleteCredential } from "@/lib/services/credentials/delete-credential";
import { revokeCredential } from "@/lib/services/credentials/revoke-credential";
import { rotateCredentialSecret } from "@/lib/services/credentials/rotate-credential-secret";
import { createTenant } from "@/lib/services/tenants/create-tenant";
import { deleteTenant } from "@/lib/services/tenants/delete-tenant";
import {
  type AccessFixture,
  createAccessFixture,
  TEST_PASSWORD,
} from "@/lib/testing/access-fixture";
import { changeOwnPassword } from "./change-own-password";
import { changeUserRole } from "./change-user-role";
import { createUser } from "./create-user";
import { resetUserPassword } from "./reset-user-password";
import { setUserActive } from "./set-user-active";

let fixture: AccessFixture;
beforeAll(async () => {
  fixture = await createAccessFixture();
});
afterAll(() => fixture.drop());

const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const caller = () => ({ headers: new Headers(), sourceIp: null, now: fixture.clock.now() });
const signIn = (username: string, password: string) =>
  signInUser(fixture.access, { username, password }, caller());

type Verb = [name: string, run: (ctx: Context) => Promise<unknown>];
const WRITES: Verb[] = [
  ["createUser", (ctx) => createUser(ctx, { username: `u${Math.random()}`, role: "viewer" })],
  ["changeUserRole", (ctx) => changeUserRole(ctx, { id: UNKNOWN, role: "viewer" })],
  ["setUserActive", (ctx) => setUserActive(ctx, { id: UNKNOWN, active: true })],
  ["resetUserPassword", (ctx) => resetUserPassword(ctx, { id: UNKNOWN })],
  ["createCredential", (ctx) => createCredential(ctx, { name: "c", scopes: ["jobs.read"] })],
  ["revokeCredential", (ctx) => revokeCredential(ctx, { id: UNKNOWN })],
  ["deleteCredential", (ctx) => deleteCredential(ctx, { id: UNKNOWN })],
  ["rotateCredentialSecret", (ctx) => rotateCredentialSecret(ctx, { id: UNKNOWN })],
  [
    "createTenant",
    (ctx) => createTenant(ctx, { subdomain: `t${Math.random()}`.replace(".", "-"), name: "T" }),
  ],
  ["deleteTenant", (ctx) => deleteTenant(ctx, { id: UNKNOWN })],
];
const READS: Verb[] = [
  ["listUsers", listUsers],
  ["listCredentials", listCredentials],
  ["listTenants", listTenants],
  ["listAudit", (ctx) => listAudit(ctx, {})],
];

describe.each(["operator", "viewer"] as const)("a person with the role %s", (role) => {
  it.each([...WRITES, ...READS])("may not %s", async (_, run) => {
    const { ctx } = await fixture.createUser(role);
    await expect(run(ctx)).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each(WRITES)("leaves a denied attempt to %s in the audit", async (_, run) => {
    const { ctx, username } = await fixture.createUser(role);
    await run(ctx).catch(() => null);
    const entries = await fixture.access.db.prisma.auditEntry.findMany({
      where: { actor: username },
    });
    expect(entries).toEqual([
      expect.objectContaining({ outcome: "denied", sourceIp: "192.0.2.1" }),
    ]);
  });
});

describe("an administrator", () => {
  it.each([...WRITES, ...READS])("is allowed to %s", async (_, run) => {
    const { ctx } = await fixture.createUser("administrator");
    const code = await run(ctx).then(
      () => "done",
      (error: { code: string }) => error.code,
    );
    expect(["done", "not_found"]).toContain(code);
  });

  it("creates a user whose generated password works", async () => {
    const { ctx } = await fixture.createUser("administrator");
    const user = await createUser(ctx, { username: " Bea@Example.com ", role: "operator" });
    expect(user.username).toBe("bea@example.com");
    await expect(signIn("BEA@example.com", user.generatedPassword ?? "")).resolves.toHaveLength(1);
    const again = createUser(ctx, { username: "bea@EXAMPLE.com", role: "viewer" });
    await expect(again).rejects.toMatchObject({ code: "conflict", field: "username" });
  });

  it("resets a password, which ends the sessions of that user", async () => {
    const { ctx } = await fixture.createUser("administrator");
    const { id, username } = await fixture.createUser("viewer");
    await signIn(username, TEST_PASSWORD);
    await resetUserPassword(ctx, { id, password: "a new password" });
    expect(await fixture.access.db.prisma.session.count({ where: { userId: id } })).toBe(0);
    await expect(signIn(username, TEST_PASSWORD)).rejects.toThrow();
    await expect(signIn(username, "a new password")).resolves.toHaveLength(1);
  });
});

describe("an administrator of a subscriber", () => {
  it("sees and changes nothing of other tenants", async () => {
    const tenant = await fixture.createSubscriber();
    const { ctx } = await fixture.createUser("administrator", tenant.id);
    const provider = await fixture.createUser("administrator");
    const foreign = await createCredential(provider.ctx, { name: "p", scopes: ["jobs.read"] });
    const { id } = provider;
    const attempts = [
      changeUserRole(ctx, { id, role: "viewer" }),
      setUserActive(ctx, { id, active: false }),
      resetUserPassword(ctx, { id }),
      createUser(ctx, { username: "x", role: "viewer", tenantId: fixture.providerTenantId }),
      createCredential(ctx, {
        name: "c",
        scopes: ["jobs.read"],
        tenantId: fixture.providerTenantId,
      }),
      revokeCredential(ctx, { id: foreign.id }),
      rotateCredentialSecret(ctx, { id: foreign.id }),
    ];
    const outcomes = await Promise.allSettled(attempts);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "not_found" } });
    }
    expect((await listUsers(ctx)).map((user) => user.isSelf)).toEqual([true]);
    expect(await listCredentials(ctx)).toEqual([]);
    expect((await listTenants(ctx)).map((item) => item.id)).toEqual([tenant.id]);
  });

  it("may not make provider credentials or manage tenants", async () => {
    const tenant = await fixture.createSubscriber();
    const { ctx } = await fixture.createUser("administrator", tenant.id);
    const wide = createCredential(ctx, { name: "c", scopes: ["jobs.read"], isProvider: true });
    await expect(wide).rejects.toMatchObject({ code: "forbidden" });
    const own = deleteTenant(ctx, { id: tenant.id });
    await expect(own).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the last active administrator", () => {
  it("stays, even when two remove each other at the same moment", async () => {
    const alone = await createAccessFixture();
    try {
      const [one, two] = [
        await alone.createUser("administrator"),
        await alone.createUser("administrator"),
      ];
      const outcomes = await Promise.allSettled([
        setUserActive(one.ctx, { id: two.id, active: false }),
        changeUserRole(two.ctx, { id: one.id, role: "viewer" }),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const left = await alone.access.db.prisma.user.findMany({
        where: { role: "administrator", active: true },
      });
      expect(left).toHaveLength(1);
      const last = left[0]?.id ?? "";
      const self = last === one.id ? one.ctx : two.ctx;
      const leaving = setUserActive(self, { id: last, active: false });
      await expect(leaving).rejects.toMatchObject({ code: "conflict" });
    } finally {
      await alone.drop();
    }
  });
});

describe("one's own password", () => {
  it("changes after the current one was given, and this browser stays signed in", async () => {
    const { ctx, username } = await fixture.createUser("viewer");
    const change = (currentPassword: string) =>
      changeOwnPassword(ctx, {
        access: fixture.access,
        headers: new Headers(),
        input: { currentPassword, newPassword: "another password" },
      });
    await expect(change("wrong")).rejects.toMatchObject({
      code: "invalid",
      field: "currentPassword",
    });
    expect(await change(TEST_PASSWORD)).toHaveLength(1);
    await expect(signIn(username, "another password")).resolves.toHaveLength(1);
  });
});

describe("unsubscribing a tenant", () => {
  it("removes definitions, credentials and users, and leaves the runs to be purged", async () => {
    const { ctx } = await fixture.createUser("administrator");
    const tenant = await createTenant(ctx, { subdomain: "acme", name: "Acme" });
    await fixture.createUser("viewer", tenant.id);
    await createCredential(ctx, { name: "c", scopes: ["jobs.read"], tenantId: tenant.id });
    const { prisma } = fixture.access.db;
    const tenantId = tenant.id;
    const definition = await prisma.definition.create({
      data: { tenantId, name: "JOB", jobName: "JOB", kind: "http", createdBy: "test" },
    });
    await deleteTenant(ctx, { id: tenant.id });
    expect(await prisma.purge.findMany({ select: { tenantId: true, definitionId: true } })).toEqual(
      [{ tenantId, definitionId: definition.id }],
    );
    expect(await prisma.tenant.findUnique({ where: { id: tenantId } })).toBeNull();
    expect(await prisma.definition.count({ where: { tenantId } })).toBe(0);
    const provider = deleteTenant(ctx, { id: fixture.providerTenantId });
    await expect(provider).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the audit", () => {
  it("is stored with the change or not at all, and never holds a secret", async () => {
    const { ctx, username } = await fixture.createUser("administrator");
    const user = await createUser(ctx, {
      username: "carol",
      role: "viewer",
      password: "carols password",
    });
    await createUser(ctx, { username: "carol", role: "viewer" }).catch(() => null);
    const { items } = await listAudit(ctx, { actor: username });
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      action: "UserCreation",
      outcome: "success",
      objectId: user.id,
    });
    expect(JSON.stringify(items)).not.toContain("carols password");
  });

  it("is read page by page, newest first", async () => {
    const { ctx, username } = await fixture.createUser("administrator");
    const { pool } = fixture.access.db;
    await pool.query(
      `INSERT INTO audit_entry (tenant_id, at, actor, action, outcome, object_type)
       SELECT $1, now(), $2, 'Probe' || n, 'success', 'test' FROM generate_series(1, 150) n`,
      [fixture.providerTenantId, username],
    );
    const first = await listAudit(ctx, { actor: username });
    const second = await listAudit(ctx, { actor: username, before: first.nextBefore ?? "" });
    expect(first.items.map(({ action }) => action)).toEqual(
      Array.from({ length: 100 }, (_, index) => `Probe${150 - index}`),
    );
    expect(second.items).toHaveLength(50);
    expect(second.nextBefore).toBeNull();
  });
});
