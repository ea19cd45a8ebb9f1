import { MOST_COUNTED } from "@/lib/domain/native-api/gate-resources";
import { FilterLinks } from "../../definitions/_components/filter-links";
import { type MessageListView, messageListHref } from "../search-params";

type MessageFiltersProps = {
  current: MessageListView["state"];
  /** How many messages wait for a reply; a count that stops somewhere. */
  open: number;
};

/** Which messages are shown. */
export function MessageFilters({ current, open }: MessageFiltersProps) {
  const option = (label: string, state: MessageListView["state"]) => ({
    label,
    href: messageListHref({ state }),
    isCurrent: state === current,
  });
  return (
    <FilterLinks
      label="State"
      options={[
        option(`Open (${open >= MOST_COUNTED ? "> 10,000" : open})`, "open"),
        option("Replied", "replied"),
        option("Withdrawn", "withdrawn"),
        option("All", "all"),
      ]}
    />
  );
}
