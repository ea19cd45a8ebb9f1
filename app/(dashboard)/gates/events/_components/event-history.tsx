import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { Card } from "@/components/ui/card";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { EventOccurrence } from "@/lib/domain/native-api/event-resource";
import { formatCount } from "@/lib/format/format-number";

/** The latest raisings of an event, newest first. */
export function EventHistory({ history }: { history: readonly EventOccurrence[] }) {
  return (
    <Card flush title="Raisings" description="The latest twenty, newest first">
      {history.length === 0 ? (
        <p className="px-3 py-4 text-sm text-ink-muted">It has not been raised yet.</p>
      ) : (
        <Table caption={formatCount(history.length, "raising")}>
          <thead>
            <tr>
              <Th>Raised</Th>
              <Th>By</Th>
              <Th>Comment</Th>
              <Th>Cleared</Th>
              <Th>By</Th>
            </tr>
          </thead>
          <tbody>
            {history.map((occurrence, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: raisings of one instant have nothing else to tell them apart.
              <Tr key={`${occurrence.raisedAt}-${index}`}>
                <Td mono>
                  <InstantText at={new Date(occurrence.raisedAt)} />
                </Td>
                <Td>
                  {occurrence.run === null ? (
                    occurrence.raisedBy
                  ) : (
                    <Link
                      href={`/runs/${occurrence.run}`}
                      className="text-accent-text hover:underline"
                    >
                      {occurrence.raisedBy}
                    </Link>
                  )}
                </Td>
                <Td className="max-w-80 truncate" title={occurrence.comment}>
                  {occurrence.comment}
                </Td>
                <Td mono>
                  <InstantText
                    at={occurrence.clearedAt === null ? null : new Date(occurrence.clearedAt)}
                  />
                </Td>
                <Td>{occurrence.clearedBy ?? "–"}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
