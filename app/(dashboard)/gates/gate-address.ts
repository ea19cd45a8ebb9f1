import { plainText } from "../definitions/search-params";

/** The kinds of gates, as they stand in addresses. */
export type GateTab = "queues" | "locks" | "events" | "windows" | "calendars";

type Source = { get(name: string): string | null };

/** What a list of gates shows, as it stands in the address. */
export interface GateListView {
  /** Part of a name. */
  q: string;
  cursor: string;
}

/** Reads an address; what cannot be understood counts as absent. */
export function parseGateList(source: Source): GateListView {
  const cursor = source.get("cursor") ?? "";
  return {
    q: plainText(source.get("q")),
    cursor: /^[\w-]{1,1500}$/.test(cursor) ? cursor : "",
  };
}

/** The address of a list; everything that is as by default is left out. */
export function gateListHref(tab: GateTab, view: Partial<GateListView> = {}): string {
  const params = new URLSearchParams(Object.entries(view).filter(([, value]) => value !== ""));
  return params.size === 0 ? `/gates/${tab}` : `/gates/${tab}?${params}`;
}

/** The address of one gate. */
export function gateHref(tab: GateTab, name: string): string {
  return `/gates/${tab}/${encodeURIComponent(name)}`;
}

/** The name in the address of a gate, as the router hands it out: encoded. */
export function gateNameOf(param: string): string {
  try {
    return decodeURIComponent(param);
  } catch {
    return param;
  }
}

/** What the query of a list is asked for. */
export function listQueryOf({ q, cursor }: GateListView): { name?: string; cursor?: string } {
  return { ...(q === "" ? {} : { name: q }), ...(cursor === "" ? {} : { cursor }) };
}
