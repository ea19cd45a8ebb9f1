import { Badge } from "@/components/ui/badge";
import type { AlertChannelView } from "@/lib/domain/native-api/alert-resource";
import { deleteChannelAction } from "../actions";
import { CHANNEL_WORDS } from "../channel-words";
import { ChannelDialog } from "./channel-dialog";
import { DeleteButton } from "./delete-button";
import { TestButton } from "./test-button";

type ChannelListProps = { channels: readonly AlertChannelView[]; mayWrite: boolean };

/** Channels, with where they lead. */
export function ChannelList({ channels, mayWrite }: ChannelListProps) {
  return (
    <ul className="divide-y divide-line">
      {channels.map((channel) => (
        <li key={channel.name} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-3 py-2.5">
          <div className="min-w-60 flex-1">
            <p className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
              {channel.name}
              <Badge>{CHANNEL_WORDS[channel.kind].label}</Badge>
              {!channel.active && <Badge tone="warning">off</Badge>}
              {channel.usedByJobs && <Badge tone="accent">used by jobs</Badge>}
            </p>
            <p className="text-sm text-ink-muted wrap-anywhere">{whereTo(channel)}</p>
            {channel.description !== "" && (
              <p className="text-xs text-ink-muted wrap-anywhere">{channel.description}</p>
            )}
          </div>
          {mayWrite && (
            <div className="flex flex-wrap gap-1.5">
              <TestButton name={channel.name} />
              <ChannelDialog channel={channel} />
              <DeleteButton
                name={channel.name}
                description="It can be deleted only while no rule tells it."
                action={deleteChannelAction.bind(null, channel.name)}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function whereTo({ kind, to, url, hasSecret }: AlertChannelView): string {
  if (kind === "email") return to.join(", ");
  if (kind === "slack") return "A secret address";
  return `${url ?? ""}${hasSecret ? ", signed" : ", not signed"}`;
}
