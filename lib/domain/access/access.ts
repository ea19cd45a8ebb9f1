/** What a caller may do. Checked in services, never in pages (spec job-scheduling-api 3). */
export const PERMISSIONS = [
  "jobs.read",
  "jobs.write",
  "runs.operate",
  "runs.update",
  "config.write",
  "access.write",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Scopes an API credential may be given; `access.write` belongs to people only. */
export const CREDENTIAL_SCOPES = [
  "jobs.read",
  "jobs.write",
  "runs.operate",
  "runs.update",
  "config.write",
] as const satisfies readonly Permission[];

export const ROLES = ["administrator", "operator", "viewer"] as const;
export type Role = (typeof ROLES)[number];

const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  administrator: PERMISSIONS,
  operator: ["jobs.read", "runs.operate", "runs.update"],
  viewer: ["jobs.read"],
};

/** Permissions of a signed-in user of this role. */
export function permissionsOfRole(role: Role): readonly Permission[] {
  return ROLE_PERMISSIONS[role];
}

/** Who asks. `name` is what transitions, the action log and the audit record as the actor. */
export type Actor =
  | { kind: "user"; id: string; name: string; role: Role; permissions: readonly Permission[] }
  | {
      kind: "credential";
      id: string;
      name: string;
      /** How it proved itself: for the audit. */
      method: "basic" | "oauth";
      permissions: readonly Permission[];
    }
  | { kind: "system"; name: string; permissions: readonly Permission[] };

/** True when the actor holds the permission. */
export function isAllowed(actor: Actor, permission: Permission): boolean {
  return actor.permissions.includes(permission);
}

/**
 * The rows a caller may touch: its own tenant, or for a provider caller every tenant.
 * What it creates belongs to `tenantId` either way.
 */
export interface TenantScope {
  tenantId: string;
  allTenants: boolean;
}
