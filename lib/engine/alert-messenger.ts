/**
 * Alert messenger: sends what the alerts have put down. On every node; each message is claimed by one of them for a
 * while, sent outside of any transaction, and tried again with growing rests. A node that dies in between leaves it to
 * be claimed again, so a receiver may get a message twice, with the same id, and never none.
 */
import type { SendAlert } from "@/lib/domain/alert/alert-outlet";
import { MAX_ATTEMPTS, nextAttemptAt } from "@/lib/domain/alert/delivery-retry";
import {
  claimDeliveries,
  type DeliveryOutcome,
  type DueDelivery,
  nextDeliveryAt,
  recordDelivery,
} from "@/lib/store/alert-deliveries";
import type { EngineDeps } from "./engine-deps";

const BATCH = 10;
/** Longer than the longest attempt. */
const LEASE_MS = 60_000;

/** What a pass did. */
export interface DeliverySummary {
  sent: number;
  failed: number;
  more: boolean;
}

/** Sends up to a batch of messages that are due. */
export async function deliverOnce(
  deps: Pick<EngineDeps, "db" | "clock" | "logger"> & { send: SendAlert },
): Promise<DeliverySummary> {
  const now = deps.clock.now();
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const due = await claimDeliveries(deps.db.pool, { now, leaseUntil, limit: BATCH });
  const outcomes = await Promise.all(due.map((delivery) => attempt(deps, delivery)));
  for (const outcome of outcomes) await recordDelivery(deps.db.pool, outcome);
  const sent = outcomes.filter(({ state }) => state === "sent").length;
  return { sent, failed: outcomes.length - sent, more: due.length === BATCH };
}

/** When the next message is due, or null. */
export function nextDelivery({ db }: Pick<EngineDeps, "db">): Promise<Date | null> {
  return nextDeliveryAt(db.pool);
}

async function attempt(
  deps: Pick<EngineDeps, "clock" | "logger"> & { send: SendAlert },
  delivery: DueDelivery,
): Promise<DeliveryOutcome> {
  const { tenantId, id, attempts, channel, message } = delivery;
  const key = { tenantId, id, attempts };
  if (channel === null || !channel.active) {
    const answer = channel === null ? "The channel was deleted." : "The channel is switched off.";
    const end = { state: "skipped" as const, nextAttemptAt: null, finishedAt: deps.clock.now() };
    return { ...key, ...end, statusCode: null, answer };
  }
  const { ok, statusCode, answer } = await deps.send(channel, { id, message });
  const now = deps.clock.now();
  if (ok) {
    return { ...key, state: "sent", statusCode, answer, nextAttemptAt: null, finishedAt: now };
  }
  const again = nextAttemptAt(attempts, now);
  if (again === null) {
    deps.logger.warn(
      { delivery: id, channel: channel.name, attempts: MAX_ATTEMPTS },
      "an alert could not be sent and was given up",
    );
    return { ...key, state: "failed", statusCode, answer, nextAttemptAt: null, finishedAt: now };
  }
  return { ...key, state: "pending", statusCode, answer, nextAttemptAt: again, finishedAt: null };
}
