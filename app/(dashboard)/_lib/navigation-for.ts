import { NAV_GROUPS, type NavGroup } from "@/components/layout/navigation";
import { type Actor, isAllowed, type Permission } from "@/lib/domain/access/access";

/** Pages that are of no use without a permission. */
const NEEDS: Record<string, Permission> = {
  "/admin/credentials": "access.write",
  "/admin/users": "access.write",
  "/admin/tenants": "access.write",
  "/admin/audit": "access.write",
  "/admin/configuration": "config.write",
};

/** The navigation without the pages this user could only be refused; groups that would be empty are left out. */
export function navigationFor(actor: Actor): NavGroup[] {
  return NAV_GROUPS.map((group) => ({
    ...group,
    items: group.items.filter(({ href }) => {
      const needed = NEEDS[href];
      return needed === undefined || isAllowed(actor, needed);
    }),
  })).filter((group) => group.items.length > 0);
}
