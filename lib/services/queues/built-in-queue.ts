import { AppError } from "@/lib/domain/errors";
import { BUILT_IN_QUEUES, SYSTEM_QUEUE } from "@/lib/domain/native-api/queue-resource";
import type { QueueRules } from "@/lib/store/queue-store";

/** The rules of a queue nobody has configured: open, and without a size. */
export const PLAIN_QUEUE: QueueRules = {
  description: "",
  size: null,
  holdLevel: null,
  held: false,
  heldBy: null,
  window: null,
  countWaiting: false,
  countConsole: true,
  servers: [],
};

/** Refuses every change of the queue of the scheduler's own work (run-states-and-chains 4.1). */
export function refuseSystemQueue(name: string): void {
  if (name !== SYSTEM_QUEUE) return;
  throw new AppError(
    "conflict",
    `The queue ${SYSTEM_QUEUE} is built in; it can be neither changed nor held.`,
  );
}

/** True for the queues that exist without having been made. */
export function isBuiltInQueue(name: string): boolean {
  return BUILT_IN_QUEUES.includes(name);
}
