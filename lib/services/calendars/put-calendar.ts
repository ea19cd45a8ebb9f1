import { parseInput } from "@/lib/domain/definition/parse-input";
import { affectedWindows, windowsOfCalendar } from "@/lib/domain/gate/affected-windows";
import { checkedGateName } from "@/lib/domain/native-api/gate-name";
import { putCalendarSchema } from "@/lib/domain/schedule/calendar";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { type PutGate, refuseTaken } from "@/lib/services/gates/put-gate";
import { announceWindows } from "@/lib/services/windows/announce-windows";
import { saveCalendar } from "@/lib/store/calendar-store";
import { loadWindows, lockWindows } from "@/lib/store/window-store";

/** Gives the caller's tenant a calendar of this name with exactly these days; windows that count its working days are looked at anew. */
export async function putCalendar(
  ctx: Context,
  { name: given, input, isNew }: PutGate,
): Promise<{ created: boolean }> {
  const name = checkedGateName(given);
  const attempt = { action: "CalendarConfiguration", objectType: "calendar", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const calendar = parseInput(putCalendarSchema, input);
  const { tenantId } = ctx.scope;
  const result = await auditedChange(ctx, { ...attempt, details: { ...calendar } }, async (tx) => {
    await lockWindows(tx, tenantId);
    const { windows, calendars } = await loadWindows(tx, tenantId);
    if (isNew && calendars.has(name)) refuseTaken("calendar", name);
    await saveCalendar(tx, { tenantId, name, ...calendar, updatedAt: ctx.now });
    const counting = affectedWindows(windows, windowsOfCalendar(windows, name));
    await announceWindows(ctx, tx, counting);
    return { created: !calendars.has(name) };
  });
  ctx.hint("gates");
  return result;
}
