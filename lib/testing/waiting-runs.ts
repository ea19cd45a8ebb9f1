import type { DefinitionPropertiesInput } from "@/lib/domain/definition/definition-properties";
import type { RunState } from "@/lib/domain/run/run-state";
import { daily } from "./gate-builder";
import { makeEvent, makeLock, makeQueue, makeWindow } from "./gate-factories";
import type { RowRig } from "./row-rig";

const HOUR_MS = 3_600_000;
/** Columns of a queue an operator holds. */
export const HELD_QUEUE = { held: true, closed: true, closed_reason: "HELD" };

/** What runs of one rig wait for, and runs that wait for it. */
export interface WaitingRuns {
  lock(): Promise<string>;
  event(): Promise<string>;
  queue(columns?: object): Promise<string>;
  /** A window that never opens. */
  never(): Promise<string>;
  inHours(hours: number): Date;
  /** A run of a definition with these properties, after everything has gone on. */
  run(properties?: DefinitionPropertiesInput, columns?: object): Promise<string>;
  /** A run that holds a lock. */
  holding(lock: string): Promise<string>;
  /** A run in one of the states it can wait in. */
  waiting(state: RunState, properties?: DefinitionPropertiesInput): Promise<string>;
  /** A run whose window closes without it while it waits in a state. */
  overdue(whenOverdue: OverdueAction, state?: RunState): Promise<string>;
}

type OverdueAction = "Overdue" | "Held" | "Canceled" | "Scheduled";

export function waitingRuns(rig: RowRig): WaitingRuns {
  const { pool } = rig.db;
  const { tenantId } = rig;
  const lock = () => makeLock(pool, tenantId);
  const event = () => makeEvent(pool, tenantId);
  const queue = (columns: object = {}) => makeQueue(pool, tenantId, { ...columns });
  const never = () => makeWindow(pool, tenantId, { timeZone: "UTC", elements: [] });
  const inHours = (hours: number) => new Date(rig.clock.now().getTime() + hours * HOUR_MS);
  const run = async (properties: DefinitionPropertiesInput = {}, columns: object = {}) => {
    const id = await rig.submitOne(await rig.define(properties, { ...columns }));
    await rig.goOn();
    return id;
  };
  const holding = (name: string) => run({ locks: [{ lock: name }] });

  const waiting = async (
    state: RunState,
    properties: DefinitionPropertiesInput = {},
  ): Promise<string> => {
    switch (state) {
      case "Scheduled":
        return rig.submitOne(await rig.define(properties), { startAt: inHours(1) });
      case "EventWait":
        return run({ waitEvents: [{ event: await event() }], ...properties });
      case "QueueHeld":
        return run(properties, { queue: await queue(HELD_QUEUE) });
      case "LockWait": {
        const name = await lock();
        await holding(name);
        return run({ locks: [{ lock: name }], ...properties });
      }
      case "Queued": {
        const full = await queue({ size: 1 });
        await run({}, { queue: full });
        return run(properties, { queue: full });
      }
      case "Overdue":
        return overdue("Overdue");
      case "Never":
        return run({ timeWindow: await never() });
      case "Held":
        return rig.submitOne(rig.work, { hold: true });
      default:
        throw new Error(`Nobody waits in ${state}`);
    }
  };

  const overdue = async (whenOverdue: OverdueAction, state: RunState = "Scheduled") => {
    const timeOfDay = (hours: number) => inHours(hours).toISOString().slice(11, 16);
    const open = daily(timeOfDay(state === "Scheduled" ? 1 : -1), timeOfDay(2));
    const timed = { timeWindow: await makeWindow(pool, tenantId, open), whenOverdue };
    const id = state === "Scheduled" ? await run(timed) : await waiting(state, timed);
    rig.clock.advance(2 * HOUR_MS);
    await rig.node1.lease.renewOnce();
    await rig.goOn();
    return id;
  };
  return { lock, event, queue, never, inHours, run, holding, waiting, overdue };
}
