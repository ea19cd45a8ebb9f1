import Link from "next/link";
import { InstantText } from "@/components/runs/instant-text";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { ALERT_EVENT_WORDS } from "@/lib/domain/alert/alert-event";
import type { AlertView } from "@/lib/domain/native-api/alert-resource";
import { formatCount } from "@/lib/format/format-number";
import { alertsHref } from "../search-params";
import { AlertButtons } from "./alert-buttons";
import { AlertMark } from "./alert-marks";

type AlertTableProps = { alerts: readonly AlertView[]; mayOperate: boolean };

/** Alerts with what happened, how often, and what may be done about them. */
export function AlertTable({ alerts, mayOperate }: AlertTableProps) {
  return (
    <Table caption={formatCount(alerts.length, "alert")} density="comfortable">
      <thead>
        <tr>
          <Th>State</Th>
          <Th>What happened</Th>
          <Th numeric>Times</Th>
          <Th>Last</Th>
          <Th>Rule</Th>
          {mayOperate && <Th>Actions</Th>}
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => (
          <Tr key={alert.id}>
            <Td className="align-top">
              <AlertMark state={alert.state} />
            </Td>
            <Td className="min-w-64 align-top wrap-anywhere">
              <What alert={alert} />
            </Td>
            <Td numeric className="align-top">
              {alert.count}
            </Td>
            <Td mono className="align-top whitespace-nowrap">
              <InstantText at={new Date(alert.lastAt)} />
            </Td>
            <Td className="align-top">
              {alert.rule === "" ? "Settings of the job" : alert.rule}
              <Link
                className="block text-xs text-accent-text hover:underline"
                href={alertsHref("/alerts/deliveries", { alert: alert.id })}
              >
                Messages
              </Link>
            </Td>
            {mayOperate && (
              <Td className="align-top">
                {alert.state !== "recovered" && <AlertButtons alert={alert} />}
              </Td>
            )}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function What({ alert }: { alert: AlertView }) {
  const { event, message, run, definition, mutedBy, mutedUntil, acknowledgedBy } = alert;
  return (
    <>
      {run === null ? (
        <span className="font-medium">{message}</span>
      ) : (
        <Link href={`/runs/${run}`} className="font-medium hover:underline">
          {message}
        </Link>
      )}
      <span className="block text-xs text-ink-muted">
        {ALERT_EVENT_WORDS[event].label} · {definition}
        {acknowledgedBy !== null && ` · ${acknowledgedBy} looks after it`}
      </span>
      {alert.state === "muted" && mutedUntil !== null && (
        <span className="block text-xs text-ink-muted">
          Muted by {mutedBy} until <InstantText at={new Date(mutedUntil)} />
        </span>
      )}
    </>
  );
}
