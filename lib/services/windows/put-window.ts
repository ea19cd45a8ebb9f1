import { parseInput } from "@/lib/domain/definition/parse-input";
import { AppError } from "@/lib/domain/errors";
import { affectedWindows } from "@/lib/domain/gate/affected-windows";
import { checkedGateName } from "@/lib/domain/native-api/gate-name";
import { putWindowSchema, type TimeWindow } from "@/lib/domain/schedule/time-window";
import { windowFaults } from "@/lib/domain/schedule/window/window-faults";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { type PutGate, refuseTaken } from "@/lib/services/gates/put-gate";
import {
  loadWindows,
  lockWindows,
  lookupOf,
  saveWindow,
  type WindowsOfTenant,
} from "@/lib/store/window-store";
import { announceWindows } from "./announce-windows";

/**
 * Gives the caller's tenant a time window of this name with exactly these rules. Names that do not exist, and windows
 * that lead back to themselves or stand on too many others, are refused. Runs and queues that depend on it, through
 * other windows too, are looked at anew.
 */
export async function putWindow(
  ctx: Context,
  { name: given, input, isNew }: PutGate,
): Promise<{ created: boolean }> {
  const name = checkedGateName(given);
  const attempt = { action: "WindowConfiguration", objectType: "window", objectId: name };
  await requirePermission(ctx, "jobs.write", attempt);
  const window = parseInput(putWindowSchema, input);
  const key = { tenantId: ctx.scope.tenantId, name };
  const result = await auditedChange(ctx, { ...attempt, details: { ...window } }, async (tx) => {
    await lockWindows(tx, key.tenantId);
    const before = await loadWindows(tx, key.tenantId);
    if (isNew && before.windows.has(name)) refuseTaken("time window", name);
    const after = { ...before, windows: new Map(before.windows).set(name, window) };
    refuseFaults(name, window, after);
    await saveWindow(tx, key, { window, now: ctx.now });
    await announceWindows(ctx, tx, affectedWindows(after.windows, [name]));
    return { created: !before.windows.has(name) };
  });
  ctx.hint("gates");
  return result;
}

/** A change may also be too much for the windows that stand on this one. */
function refuseFaults(name: string, window: TimeWindow, after: WindowsOfTenant): void {
  const lookup = lookupOf(after);
  const own = windowFaults(window, lookup, [name]).find(isError);
  if (own !== undefined) {
    throw new AppError("invalid", `'${own.path}' ${own.message}`, { field: own.path });
  }
  for (const other of affectedWindows(after.windows, [name])) {
    const standing = after.windows.get(other);
    const fault = standing && windowFaults(standing, lookup, [other]).find(isError);
    if (fault === undefined) continue;
    throw new AppError(
      "conflict",
      `The window '${other}' refers to it: its '${fault.path}' ${fault.message}.`,
    );
  }
}

function isError({ severity }: { severity: "error" | "warning" }): boolean {
  return severity === "error";
}
