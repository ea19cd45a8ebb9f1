export const RUN_TABS = ["overview", "log", "transitions", "parameters"] as const;
export type RunTab = (typeof RUN_TABS)[number];

export const RUN_TAB_WORD: Record<RunTab, string> = {
  overview: "Overview",
  log: "Log",
  transitions: "Transitions",
  parameters: "Parameters and answer",
};

/** What the address of a run asks for: a tab, and in the log the moment to begin with. */
export interface RunView {
  tab: RunTab;
  /** ISO instant of the log line to go to; empty for none. */
  at: string;
}

export function parseRunView(source: { get(name: string): string | null }): RunView {
  const at = source.get("at") ?? "";
  return {
    tab: RUN_TABS.find((tab) => tab === source.get("tab")) ?? "overview",
    at: /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(at) && !Number.isNaN(Date.parse(at)) ? at : "",
  };
}

/** The address of a run with a tab; the overview needs no words. */
export function runHref(id: string, view: Partial<RunView> = {}): string {
  const params = new URLSearchParams();
  if (view.tab !== undefined && view.tab !== "overview") params.set("tab", view.tab);
  if (view.at) params.set("at", view.at);
  const query = params.toString().replaceAll("%3A", ":");
  return `/runs/${id}${query === "" ? "" : `?${query}`}`;
}
