type Source = { get(name: string): string | null };

/** What the list of definitions shows, as it stands in the address. */
export interface DefinitionListView {
  /** Part of a name. */
  q: string;
  active: "" | "yes" | "no";
  /** The system jobs instead of what people made. */
  system: "" | "yes";
  sort: "name" | "number";
  order: "asc" | "desc";
  cursor: string;
}

export const DEFAULT_DEFINITION_LIST: DefinitionListView = {
  q: "",
  active: "",
  system: "",
  sort: "name",
  order: "asc",
  cursor: "",
};

/** Reads an address; what cannot be understood counts as absent. */
export function parseDefinitionList(source: Source): DefinitionListView {
  const active = source.get("active");
  const cursor = source.get("cursor") ?? "";
  return {
    q: plainText(source.get("q")),
    active: active === "yes" || active === "no" ? active : "",
    system: source.get("system") === "yes" ? "yes" : "",
    sort: source.get("sort") === "number" ? "number" : "name",
    order: source.get("order") === "desc" ? "desc" : "asc",
    cursor: /^[\w-]{1,2000}$/.test(cursor) ? cursor : "",
  };
}

/** The address of a list; everything that is as by default is left out. */
export function definitionListHref(view: Partial<DefinitionListView>): string {
  const whole = { ...DEFAULT_DEFINITION_LIST, ...view };
  const params = new URLSearchParams(
    Object.entries(whole).filter(
      ([name, value]) => value !== DEFAULT_DEFINITION_LIST[name as keyof DefinitionListView],
    ),
  );
  return params.size === 0 ? "/definitions" : `/definitions?${params}`;
}

/** Text of an address that can be looked for: one line, not endless. */
export function plainText(text: string | null): string {
  return (text ?? "")
    .replace(/[\p{Cc}\p{Surrogate}\u2028\u2029]/gu, "")
    .trim()
    .slice(0, 255);
}

export const DEFINITION_TABS = ["overview", "runs", "timeline", "schedules", "history"] as const;
export type DefinitionTab = (typeof DEFINITION_TABS)[number];

/** What the page of a definition shows. */
export function parseDefinitionView(source: Source): { tab: DefinitionTab; cursor: string } {
  const tab = DEFINITION_TABS.find((known) => known === source.get("tab")) ?? "overview";
  return { tab, cursor: parseDefinitionList(source).cursor };
}

/** The address of a part of a definition's page. */
export function definitionHref(
  id: string,
  view: { tab?: DefinitionTab; cursor?: string } = {},
): string {
  const params = new URLSearchParams();
  if (view.tab !== undefined && view.tab !== "overview") params.set("tab", view.tab);
  if (view.cursor) params.set("cursor", view.cursor);
  return `/definitions/${id}${params.size === 0 ? "" : `?${params}`}`;
}
