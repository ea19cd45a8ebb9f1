import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { LockView } from "@/lib/domain/native-api/lock-resource";
import { formatCount } from "@/lib/format/format-number";
import { GateLink } from "../../_components/gate-link";
import { cappedText } from "../../queues/_components/queue-table";
import { heldText, LOCK_TYPE_WORDS } from "../lock-words";

/** Locks with how much of them is held and how many wait. */
export function LockTable({ locks }: { locks: readonly LockView[] }) {
  return (
    <Table caption={formatCount(locks.length, "lock")} density="comfortable">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Type</Th>
          <Th>Held</Th>
          <Th numeric>Waiting</Th>
        </tr>
      </thead>
      <tbody>
        {locks.map((lock) => (
          <Tr key={lock.name}>
            <Td className="font-medium">
              <GateLink tab="locks" name={lock.name} />
              <span className="block text-xs font-normal text-ink-muted">{lock.description}</span>
            </Td>
            <Td>{LOCK_TYPE_WORDS[lock.type].label}</Td>
            <Td className="tabular-nums">{heldText(lock)}</Td>
            <Td numeric>{cappedText(lock.waiting)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
