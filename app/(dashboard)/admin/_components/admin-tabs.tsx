import { LinkTabs } from "@/components/ui/link-tabs";

const TABS = [
  { href: "/admin/credentials", label: "Credentials" },
  { href: "/admin/users", label: "Users" },
  { href: "/admin/tenants", label: "Tenants" },
  { href: "/admin/audit", label: "Audit" },
] as const;

export type AdminTab = (typeof TABS)[number]["href"];

/** The pages about who may come in and what was done. */
export function AdminTabs({ current }: { current: AdminTab }) {
  const tabs = TABS.map((tab) => ({ ...tab, isCurrent: tab.href === current }));
  return (
    <div className="mb-4">
      <LinkTabs label="Access" tabs={tabs} />
    </div>
  );
}
