import {
  Activity,
  BellRing,
  BookOpen,
  Braces,
  CalendarClock,
  ChartColumn,
  DoorOpen,
  File,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  MessageSquareText,
  Server,
  Settings,
  Users,
} from "lucide-react";
import type { NavIconName } from "@/components/layout/navigation";

const ICONS: Record<NavIconName, LucideIcon> = {
  overview: LayoutDashboard,
  monitor: Activity,
  definitions: Braces,
  schedules: CalendarClock,
  servers: Server,
  credentials: KeyRound,
  users: Users,
  configuration: Settings,
  api: BookOpen,
  report: ChartColumn,
  gate: DoorOpen,
  message: MessageSquareText,
  alert: BellRing,
  page: File,
};

export function NavIcon({ name, className }: { name: NavIconName; className?: string }) {
  const Icon = ICONS[name];
  return <Icon aria-hidden="true" className={className ?? "size-4 shrink-0"} />;
}
