import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { ActionLogAction, ActionLogEntry } from "@/lib/domain/scheduling-api/action-log";
import { formatCount } from "@/lib/format/format-number";

const ACTION_WORDS: Record<ActionLogAction, string> = {
  CREATED: "Created",
  UPDATED: "Changed",
  DELETED: "Deleted",
  ACTIVATION: "Activated",
  DEACTIVATION: "Deactivated",
  DEACTIVATION_ON_COMPLETION: "Deactivated: it has run",
  DEACTIVATION_NO_FUTURE_RUN: "Deactivated: no future run",
  DEACTIVATION_END_TIME: "Deactivated: end time reached",
  DEACTIVATION_UNREACHABLE: "Deactivated: endpoint unreachable",
};

/** What was done to a definition and its schedules, newest first. */
export function ActionLogTable({
  entries,
  total,
}: {
  entries: readonly ActionLogEntry[];
  total: number;
}) {
  if (entries.length === 0) {
    return (
      <EmptyState
        title="Nothing is recorded"
        description="The history is kept for a limited time."
      />
    );
  }
  return (
    <>
      <Table caption={formatCount(entries.length, "entry", "entries")}>
        <thead>
          <tr>
            <Th>Time (UTC)</Th>
            <Th>Of</Th>
            <Th>Action</Th>
            <Th>By</Th>
            <Th>What</Th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries are never reordered and have no id here.
            <Tr key={`${entry.at.getTime()}-${index}`}>
              <Td mono>
                <InstantText at={entry.at} />
              </Td>
              <Td className="whitespace-nowrap">
                {entry.scheduleId === null ? (
                  "Definition"
                ) : (
                  <Link
                    href={`/schedules/${entry.scheduleId}`}
                    className="text-accent-text hover:underline"
                  >
                    Schedule
                  </Link>
                )}
              </Td>
              <Td className="whitespace-nowrap">{ACTION_WORDS[entry.action]}</Td>
              <Td className="whitespace-nowrap">{entry.actor}</Td>
              <Td className="text-ink-muted">{entry.text}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {total > entries.length && (
        <p className="border-t border-line px-3 py-2 text-xs text-ink-muted">
          The newest {entries.length} of {formatCount(total, "entry", "entries")}
        </p>
      )}
    </>
  );
}
