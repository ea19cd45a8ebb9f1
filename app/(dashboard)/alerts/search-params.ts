import {
  ALERT_STATES,
  type AlertState,
  DELIVERY_STATES,
  type DeliveryState,
} from "@/lib/domain/alert/alert-event";
import { isId } from "@/lib/domain/ids";
import { gateNameSchema } from "@/lib/domain/native-api/gate-name";

type Source = { get(name: string): string | null };

/** What the list of alerts shows, as it stands in the address; those that are open or muted unless it says otherwise. */
export interface AlertListView {
  state: AlertState | "all" | "";
  cursor: string;
}

/** What the list of messages shows, as it stands in the address. */
export interface DeliveryListView {
  state: DeliveryState | "";
  channel: string;
  alert: string;
  cursor: string;
}

/** Reads the address of the list of alerts; what cannot be understood counts as absent. */
export function parseAlertList(source: Source): AlertListView {
  const state = source.get("state");
  return {
    state: state === "all" ? "all" : (ALERT_STATES.find((known) => known === state) ?? ""),
    cursor: idIn(source, "cursor"),
  };
}

/** Reads the address of the list of messages; what cannot be understood counts as absent. */
export function parseDeliveryList(source: Source): DeliveryListView {
  const state = source.get("state");
  const channel = source.get("channel") ?? "";
  return {
    state: DELIVERY_STATES.find((known) => known === state) ?? "",
    channel: gateNameSchema.safeParse(channel).success ? channel : "",
    alert: idIn(source, "alert"),
    cursor: idIn(source, "cursor"),
  };
}

function idIn(source: Source, name: string): string {
  const id = source.get(name) ?? "";
  return isId(id) ? id : "";
}

/** The address of a list; everything that is as by default is left out. */
export function alertsHref(
  path: "/alerts" | "/alerts/deliveries",
  view: Partial<AlertListView> | Partial<DeliveryListView> = {},
): string {
  const params = new URLSearchParams(Object.entries(view).filter(([, value]) => value !== ""));
  return params.size === 0 ? path : `${path}?${params}`;
}

/** What a query is asked for: the fields of a view that say something. */
export function givenOf<View extends object>(
  view: View,
): { [Key in keyof View]?: Exclude<View[Key], ""> } {
  const given = Object.entries(view).filter(([, value]) => value !== "");
  return Object.fromEntries(given) as { [Key in keyof View]?: Exclude<View[Key], ""> };
}
