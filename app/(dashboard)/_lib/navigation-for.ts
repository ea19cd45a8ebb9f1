import { NAV_GROUPS, type NavGroup, type NavItem } from "@/components/layout/navigation";
import { type Actor, isAllowed, type Permission } from "@/lib/domain/access/access";

/** Pages that are of no use without a permission. */
const NEEDS: Record<string, Permission> = {
  "/admin/credentials": "access.write",
  "/admin/users": "access.write",
  "/admin/tenants": "access.write",
  "/admin/audit": "access.write",
  "/admin/configuration": "config.write",
};

/**
 * The navigation without the pages this user could only be refused; groups that would be empty are left out. `counts`
 * says, by address, how much waits on a page.
 */
export function navigationFor(actor: Actor, counts: Readonly<Record<string, number>>): NavGroup[] {
  const isUseful = ({ href }: NavItem) => {
    const needed = NEEDS[href];
    return needed === undefined || isAllowed(actor, needed);
  };
  const withCount = (item: NavItem): NavItem => {
    const count = counts[item.href];
    return count === undefined ? item : { ...item, count };
  };
  return NAV_GROUPS.map((group) => ({
    ...group,
    items: group.items.filter(isUseful).map(withCount),
  })).filter((group) => group.items.length > 0);
}
