import { LinkTabs } from "@/components/ui/link-tabs";
import type { GateTab } from "../gate-address";

const TABS: readonly { tab: GateTab; label: string }[] = [
  { tab: "queues", label: "Queues" },
  { tab: "locks", label: "Locks" },
  { tab: "events", label: "Events" },
  { tab: "windows", label: "Time windows" },
  { tab: "calendars", label: "Calendars" },
];

/** The kinds of things runs wait for. */
export function GateTabs({ current }: { current: GateTab }) {
  const tabs = TABS.map(({ tab, label }) => ({
    href: `/gates/${tab}`,
    label,
    isCurrent: tab === current,
  }));
  return (
    <div className="mb-4">
      <LinkTabs label="Gates" tabs={tabs} />
    </div>
  );
}
