import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { MOST_COUNTED } from "@/lib/domain/native-api/gate-resources";
import { type QueueView, SYSTEM_QUEUE } from "@/lib/domain/native-api/queue-resource";
import { formatCount, formatNumber } from "@/lib/format/format-number";
import { GateLink } from "../../_components/gate-link";
import { HoldQueue } from "./hold-queue";
import { QueueBadge, QueueReason } from "./queue-state";

type QueueTableProps = { queues: readonly QueueView[]; mayOperate: boolean };

/** Queues with how full they are and whether they are open. */
export function QueueTable({ queues, mayOperate }: QueueTableProps) {
  return (
    <Table caption={formatCount(queues.length, "queue")} density="comfortable">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>State</Th>
          <Th numeric>Running</Th>
          <Th numeric>Not started</Th>
          <Th numeric>Hold level</Th>
          <Th>Time window</Th>
          <Th>Process servers</Th>
          {mayOperate && (
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {queues.map((queue) => (
          <Tr key={queue.name}>
            <Td className="font-medium">
              <GateLink tab="queues" name={queue.name} />
              <span className="block text-xs font-normal text-ink-muted">{queue.description}</span>
            </Td>
            <Td>
              <QueueBadge queue={queue} />
              <span className="block text-xs text-ink-muted">
                <QueueReason queue={queue} />
              </span>
            </Td>
            <Td numeric>{usedText(queue)}</Td>
            <Td numeric>{cappedText(queue.waiting)}</Td>
            <Td numeric>{queue.holdLevel ?? "–"}</Td>
            <Td>{queue.window === null ? "–" : <GateLink tab="windows" name={queue.window} />}</Td>
            <Td className="text-ink-muted">{serversText(queue)}</Td>
            {mayOperate && (
              <Td className="text-right">
                {queue.name !== SYSTEM_QUEUE && <HoldQueue queue={queue} size="sm" />}
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** `3 of 5`, or `3` where any number may run. */
export function usedText({ running, size }: Pick<QueueView, "running" | "size">): string {
  return size === null ? cappedText(running) : `${cappedText(running)} of ${formatNumber(size)}`;
}

/** A count that stops somewhere, in a table. */
export function cappedText(count: number): string {
  return count >= MOST_COUNTED ? "> 10,000" : formatNumber(count);
}

/** Who serves it: `all`, or names with the sizes they have there. */
export function serversText({ servers }: Pick<QueueView, "servers">): string {
  if (servers.length === 0) return "all";
  return servers
    .map(({ server, size }) => (size === null ? server : `${server} (${formatNumber(size)})`))
    .join(", ");
}
