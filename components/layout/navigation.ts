/** Icons are named, because a server page cannot hand a component to the frame. */
export type NavIconName =
  | "overview"
  | "monitor"
  | "definitions"
  | "schedules"
  | "servers"
  | "credentials"
  | "users"
  | "configuration"
  | "api"
  | "report"
  | "gate"
  | "message"
  | "alert"
  | "page";

export type NavItem = {
  label: string;
  href: string;
  icon: NavIconName;
  /** Shortcut, e.g. `g m`. */
  keys?: string;
  /** A number that wants attention, shown beside the label. */
  count?: number;
};

export type NavGroup = { title: string; items: readonly NavItem[] };

/** The pages that exist, in the groups an operator looks for them. */
export const NAV_GROUPS: readonly NavGroup[] = [
  {
    title: "Operate",
    items: [
      { label: "Overview", href: "/", icon: "overview", keys: "g o" },
      { label: "Job monitor", href: "/monitor", icon: "monitor", keys: "g m" },
      { label: "Messages", href: "/messages", icon: "message", keys: "g e" },
      { label: "Alerts", href: "/alerts", icon: "alert", keys: "g l" },
    ],
  },
  {
    title: "Define",
    items: [
      { label: "Definitions", href: "/definitions", icon: "definitions", keys: "g d" },
      { label: "Schedules", href: "/schedules", icon: "schedules", keys: "g s" },
    ],
  },
  {
    title: "Gates",
    items: [
      { label: "Queues and gates", href: "/gates", icon: "gate", keys: "g q" },
      { label: "Process servers", href: "/servers", icon: "servers", keys: "g p" },
    ],
  },
  {
    title: "Reports",
    items: [
      { label: "Frequency", href: "/reports/frequency", icon: "report", keys: "g f" },
      { label: "Durations", href: "/reports/durations", icon: "report" },
      { label: "Delays", href: "/reports/delays", icon: "report" },
      { label: "Load", href: "/reports/load", icon: "report" },
      { label: "Gaps", href: "/reports/gaps", icon: "report" },
      { label: "Forecast", href: "/reports/forecast", icon: "report" },
      { label: "Run logs", href: "/reports/run-logs", icon: "report", keys: "g r" },
    ],
  },
  {
    title: "Administer",
    items: [
      { label: "Credentials", href: "/admin/credentials", icon: "credentials", keys: "g c" },
      { label: "Users", href: "/admin/users", icon: "users", keys: "g u" },
      { label: "Tenants", href: "/admin/tenants", icon: "users" },
      { label: "Audit", href: "/admin/audit", icon: "report" },
      { label: "Configuration", href: "/admin/configuration", icon: "configuration" },
      { label: "API reference", href: "/api-docs", icon: "api", keys: "g a" },
    ],
  },
];

/** The item whose page, or whose part, the address belongs to. */
export function currentNavItem(groups: readonly NavGroup[], path: string): NavItem | undefined {
  const items = groups.flatMap((group) => group.items);
  return items
    .filter((item) => isWithin(item.href, path))
    .sort((a, b) => b.href.length - a.href.length)[0];
}

function isWithin(href: string, path: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
