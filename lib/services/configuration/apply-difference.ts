import type pg from "pg";
import type { Context } from "@/lib/services/context";
import { ApplyAttempts } from "./apply-attempts";
import { putDefinitions, removeDefinitions } from "./apply-definitions";
import { putGates, removeGates } from "./apply-gates";
import type { ApplicationPlan } from "./apply-plan";

/**
 * What is referred to comes first; otherwise in the order in which the engine takes these rows, so that the two seldom
 * wait for each other.
 */
const PUT_ORDER = ["calendar", "window", "event", "queue", "lock"] as const;
/** What refers to others goes first. */
const REMOVAL_ORDER = ["lock", "queue", "event", "window", "calendar"] as const;

/**
 * Does what the difference says, through the services that do the same one by one; `ctx` is that of the transaction.
 * Throws with all refusals of the first part that has any.
 */
export async function carryOut(
  ctx: Context,
  tx: pg.PoolClient,
  plan: ApplicationPlan,
): Promise<void> {
  const attempts = new ApplyAttempts();
  for (const kind of PUT_ORDER) await putGates(ctx, plan, { kind, attempts });
  await putDefinitions(ctx, tx, { plan, attempts });
  await removeDefinitions(ctx, tx, { plan, attempts });
  for (const kind of REMOVAL_ORDER) await removeGates(ctx, plan, { kind, attempts });
}
