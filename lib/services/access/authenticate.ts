import { type Actor, permissionsOfRole, ROLES, type TenantScope } from "@/lib/domain/access/access";
import { clientIdOfSecret } from "@/lib/domain/access/api-secret";
import { type ClientLogin, parseAuthorization } from "@/lib/domain/access/authorization-header";
import { AppError } from "@/lib/domain/errors";
import type { Access } from "./create-access";
import type { LiveCredential } from "./credential-gate";

export interface Authenticated {
  actor: Actor;
  scope: TenantScope;
  /** True when the browser session spoke: then a changing request must also come from our own pages. */
  isSession: boolean;
}

interface Presented {
  headers: Headers;
  sourceIp: string | null;
  now: Date;
}

/**
 * Who sends this request: an API credential (Basic, token, or its secret as bearer) or, without an
 * Authorization header, the browser session. Null when nothing was presented or the session is over;
 * throws `unauthenticated` for credentials that are wrong, expired or revoked, `limit` on guessing.
 */
export async function authenticateRequest(
  access: Access,
  presented: Presented,
): Promise<Authenticated | null> {
  const authorization = parseAuthorization(presented.headers.get("authorization"));
  if (!authorization) return authenticateSession(access, presented.headers);
  switch (authorization.kind) {
    case "basic":
      return withSecret(access, authorization.candidates, presented);
    case "bearer":
      return withBearer(access, authorization.token, presented);
    case "unusable":
      throw new AppError("unauthenticated", authorization.reason);
  }
}

/** The credential of the first reading that is right; throws `unauthenticated` when none is. */
export async function verifyClient(
  access: Pick<Access, "credentials">,
  candidates: readonly ClientLogin[],
  caller: { sourceIp: string | null; now: Date },
): Promise<LiveCredential> {
  for (const login of candidates) {
    const credential = await access.credentials.verify(login, caller);
    if (credential) return credential;
  }
  throw new AppError("unauthenticated", "Client id or secret is wrong, expired or revoked.");
}

async function withSecret(
  access: Access,
  candidates: readonly ClientLogin[],
  presented: Presented,
): Promise<Authenticated> {
  return credentialAuthenticated(await verifyClient(access, candidates, presented), "basic");
}

async function withBearer(
  access: Access,
  token: string,
  presented: Presented,
): Promise<Authenticated> {
  const clientId = clientIdOfSecret(token);
  if (clientId !== null) return withSecret(access, [{ clientId, secret: token }], presented);
  const claims = access.tokens.verify(token, presented.now);
  const credential = claims && (await access.credentials.find(claims.clientId, presented.now));
  if (!claims || credential?.id !== claims.credentialId) {
    throw new AppError("unauthenticated", "The access token is not valid, expired or revoked.");
  }
  const permissions = credential.permissions.filter((scope) => claims.scopes.includes(scope));
  return credentialAuthenticated({ ...credential, permissions }, "oauth");
}

function credentialAuthenticated(
  credential: LiveCredential,
  method: "basic" | "oauth",
): Authenticated {
  const { id, clientId, permissions, tenantId, isProvider } = credential;
  return {
    actor: { kind: "credential", id, name: clientId, method, permissions },
    scope: { tenantId, allTenants: isProvider },
    isSession: false,
  };
}

async function authenticateSession(
  access: Access,
  headers: Headers,
): Promise<Authenticated | null> {
  const user = await access.sessions.find(headers);
  if (!user?.active) return null;
  const role = ROLES.find((known) => known === user.role);
  if (!role) return null;
  const tenant = await access.db.prisma.tenant.findUnique({ where: { id: user.tenantId } });
  if (!tenant) return null;
  return {
    actor: {
      kind: "user",
      id: user.id,
      name: user.username,
      role,
      permissions: permissionsOfRole(role),
    },
    scope: { tenantId: tenant.id, allTenants: tenant.isProvider },
    isSession: true,
  };
}
