import { isId } from "@/lib/domain/ids";
import { MESSAGE_STATES, type MessageState } from "@/lib/domain/native-api/message-resource";

type Source = { get(name: string): string | null };

/** What the list of messages shows, as it stands in the address; the open ones unless it says otherwise. */
export interface MessageListView {
  state: MessageState | "all";
  cursor: string;
}

/** Reads an address; what cannot be understood counts as absent. */
export function parseMessageList(source: Source): MessageListView {
  const state = source.get("state");
  const cursor = source.get("cursor") ?? "";
  return {
    state: state === "all" ? "all" : (MESSAGE_STATES.find((known) => known === state) ?? "open"),
    cursor: isId(cursor) ? cursor : "",
  };
}

/** The address of a list; everything that is as by default is left out. */
export function messageListHref({ state = "open", cursor = "" }: Partial<MessageListView>): string {
  const params = new URLSearchParams();
  if (state !== "open") params.set("state", state);
  if (cursor !== "") params.set("cursor", cursor);
  return params.size === 0 ? "/messages" : `/messages?${params}`;
}
