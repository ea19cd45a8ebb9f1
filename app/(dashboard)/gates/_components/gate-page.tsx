import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { RefreshOnChanges } from "../../_components/refresh-on-changes";
import { type GateTab, gateListHref } from "../gate-address";

const REFRESH_MS = 2000;
const QUIET_REFRESH_MS = 10_000;

type GatePageProps = {
  tab: GateTab;
  /** The list it belongs to, e.g. `Queues`. */
  list: string;
  name: string;
  description: string;
  badge: ReactNode;
  actions: ReactNode;
  children: ReactNode;
};

/** The page of one gate: head, and what it shows in two columns on wide screens. */
export function GatePage(props: GatePageProps) {
  const { tab, list, name, description, badge, actions, children } = props;
  return (
    <>
      <RefreshOnChanges everyMs={REFRESH_MS} alsoEveryMs={QUIET_REFRESH_MS} />
      <PageHeader
        title={name}
        description={description === "" ? undefined : description}
        breadcrumb={[{ label: list, href: gateListHref(tab) }, { label: name }]}
        badge={badge}
        actions={actions}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {children}
      </div>
    </>
  );
}
