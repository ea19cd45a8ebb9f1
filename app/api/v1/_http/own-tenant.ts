import type { Context } from "@/lib/services/context";

/**
 * The context of a caller that keeps to its own tenant: for changes of what is addressed by its name, which other
 * tenants may have too. What a provider does to others it does by id.
 */
export function inOwnTenant(ctx: Context): Context {
  return { ...ctx, scope: { ...ctx.scope, allTenants: false } };
}
