import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { DeliveryView } from "@/lib/domain/native-api/alert-resource";
import { formatCount } from "@/lib/format/format-number";
import { alertsHref } from "../search-params";
import { DeliveryMark } from "./alert-marks";
import { RetryButton } from "./retry-button";

type DeliveryTableProps = { deliveries: readonly DeliveryView[]; mayOperate: boolean };

/** Messages with their channels and what was answered. */
export function DeliveryTable({ deliveries, mayOperate }: DeliveryTableProps) {
  return (
    <Table caption={formatCount(deliveries.length, "message")} density="comfortable">
      <thead>
        <tr>
          <Th>Made</Th>
          <Th>State</Th>
          <Th>Channel</Th>
          <Th>Message</Th>
          <Th>Answer</Th>
          <Th numeric>Attempts</Th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <Tr key={delivery.id}>
            <Td mono className="align-top whitespace-nowrap">
              <InstantText at={new Date(delivery.createdAt)} />
            </Td>
            <Td className="align-top">
              <DeliveryMark state={delivery.state} />
            </Td>
            <Td className="align-top">
              <Link
                className="hover:underline"
                href={alertsHref("/alerts/deliveries", { channel: delivery.channel })}
              >
                {delivery.channel}
              </Link>
            </Td>
            <Td className="min-w-56 align-top wrap-anywhere">
              {delivery.run === null ? (
                delivery.message
              ) : (
                <Link className="hover:underline" href={`/runs/${delivery.run}`}>
                  {delivery.message}
                </Link>
              )}
            </Td>
            <Td className="min-w-48 align-top wrap-anywhere">
              <Answer delivery={delivery} mayOperate={mayOperate} />
            </Td>
            <Td numeric className="align-top">
              {delivery.attempts}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Answer({ delivery, mayOperate }: { delivery: DeliveryView; mayOperate: boolean }) {
  const { id, state, statusCode, answer, nextAttemptAt } = delivery;
  const isOver = state === "failed" || state === "skipped";
  return (
    <>
      {statusCode !== null && <span className="font-mono text-xs">{statusCode} </span>}
      {answer}
      {state === "pending" && nextAttemptAt !== null && (
        <span className="block text-xs text-ink-muted">
          Next attempt <InstantText at={new Date(nextAttemptAt)} />
        </span>
      )}
      {isOver && mayOperate && <RetryButton id={id} message={delivery.message} />}
    </>
  );
}
