import { demoGates } from "@/lib/domain/demo/demo-gates";
import { putCalendar } from "@/lib/services/calendars/put-calendar";
import type { Context } from "@/lib/services/context";
import { putEvent } from "@/lib/services/events/put-event";
import { putLock } from "@/lib/services/locks/put-lock";
import { putQueue } from "@/lib/services/queues/put-queue";
import { putWindow } from "@/lib/services/windows/put-window";

/** Makes or renews the gates of the demo. */
export async function loadDemoGates(ctx: Context): Promise<void> {
  const gates = demoGates(ctx.now.getUTCFullYear());
  for (const calendar of gates.calendars) await putCalendar(ctx, calendar);
  for (const window of gates.windows) await putWindow(ctx, window);
  for (const queue of gates.queues) await putQueue(ctx, queue);
  for (const lock of gates.locks) await putLock(ctx, lock);
  for (const event of gates.events) await putEvent(ctx, event);
}
