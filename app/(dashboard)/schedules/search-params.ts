import { SCHEDULE_MODES, type ScheduleMode } from "@/lib/domain/schedule/schedule-spec";
import { plainText } from "../definitions/search-params";

type Source = { get(name: string): string | null };

const SORTS = ["next", "definition", "created"] as const;

/** What the page of all schedules shows, as it stands in the address. */
export interface ScheduleListView {
  view: "list" | "agenda";
  /** Part of a definition's name, a description or an expression. */
  q: string;
  mode: "" | ScheduleMode;
  active: "" | "yes" | "no";
  sort: (typeof SORTS)[number];
  order: "asc" | "desc";
  cursor: string;
}

export const DEFAULT_SCHEDULE_LIST: ScheduleListView = {
  view: "list",
  q: "",
  mode: "",
  active: "",
  sort: "next",
  order: "asc",
  cursor: "",
};

/** Reads an address; what cannot be understood counts as absent. */
export function parseScheduleList(source: Source): ScheduleListView {
  const active = source.get("active");
  const cursor = source.get("cursor") ?? "";
  return {
    view: source.get("view") === "agenda" ? "agenda" : "list",
    q: plainText(source.get("q")),
    mode: SCHEDULE_MODES.find((known) => known === source.get("mode")) ?? "",
    active: active === "yes" || active === "no" ? active : "",
    sort: SORTS.find((known) => known === source.get("sort")) ?? "next",
    order: source.get("order") === "desc" ? "desc" : "asc",
    cursor: /^[\w-]{1,2000}$/.test(cursor) ? cursor : "",
  };
}

/** The address of a list; everything that is as by default is left out. */
export function scheduleListHref(view: Partial<ScheduleListView>): string {
  const whole = { ...DEFAULT_SCHEDULE_LIST, ...view };
  const params = new URLSearchParams(
    Object.entries(whole).filter(
      ([name, value]) => value !== DEFAULT_SCHEDULE_LIST[name as keyof ScheduleListView],
    ),
  );
  return params.size === 0 ? "/schedules" : `/schedules?${params}`;
}
