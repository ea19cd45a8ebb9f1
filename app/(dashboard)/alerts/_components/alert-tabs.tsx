import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { LinkTabs } from "@/components/ui/link-tabs";

type AlertTab = "/alerts" | "/alerts/rules" | "/alerts/channels" | "/alerts/deliveries";

const TABS: readonly { href: AlertTab; label: string }[] = [
  { href: "/alerts", label: "Alerts" },
  { href: "/alerts/rules", label: "Rules" },
  { href: "/alerts/channels", label: "Channels" },
  { href: "/alerts/deliveries", label: "Messages" },
];

type AlertHeadProps = { current: AlertTab; description: string; actions?: ReactNode };

/** The head of the pages of the alerts, with the ways between them. */
export function AlertHead({ current, description, actions }: AlertHeadProps) {
  const tabs = TABS.map((tab) => ({ ...tab, isCurrent: tab.href === current }));
  return (
    <>
      <PageHeader title="Alerts" description={description} actions={actions} />
      <div className="mb-4">
        <LinkTabs label="Alerts" tabs={tabs} />
      </div>
    </>
  );
}
