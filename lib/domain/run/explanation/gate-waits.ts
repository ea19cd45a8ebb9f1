import type {
  EventWaitFacts,
  LockHolder,
  LockWaitFacts,
  QueueWaitFacts,
  RunFacts,
  WindowWaitFacts,
} from "./run-facts";
import { aheadText, clockTime, codeIn, lostServer, number, utcMinute } from "./sentence-parts";

/** A run in LockWait: who has the lock, and who comes first. */
export function explainLockWait({ reason, waitsFor }: RunFacts, now: Date): string {
  if (waitsFor?.kind === "lock") return lockSentence(waitsFor, now);
  const found = codeIn(reason);
  if (found?.code === "LOCK_MISSING" && found.about !== null) return missingLock(found.about);
  return found?.about
    ? `Waiting for lock ${found.about}; it is looked at again now`
    : "Waiting for a lock";
}

function lockSentence(lock: LockWaitFacts, now: Date): string {
  const { name, size, units } = lock;
  if (!lock.exists) return missingLock(name);
  if (units > size) {
    return `Waiting for ${number(units)} units of lock ${name}, which has ${number(size)}: it cannot start until the lock is made larger`;
  }
  const asked = units > 1 ? `${number(units)} of the ${number(size)} units of lock` : "lock";
  return `Waiting for ${asked} ${name}, ${holdersText(lock, now)}${aheadText(lock.ahead)}`;
}

function holdersText({ holders, holderCount }: LockWaitFacts, now: Date): string {
  const [first] = holders;
  if (first === undefined) return "which nobody holds at the moment";
  const others = holderCount - 1;
  const rest =
    others < 1 ? "" : others === 1 ? " and by 1 more run" : ` and by ${number(others)} more runs`;
  return `held by ${holderText(first, now)}${rest}`;
}

function holderText({ jobName, jobCount, since }: LockHolder, now: Date): string {
  return `${jobName} ${jobCount} since ${clockTime(since, now)}`;
}

function missingLock(name: string): string {
  return `Waiting for lock ${name}, which does not exist: it cannot start until the lock is made`;
}

/** A run in EventWait: whether anybody can raise the event at all. */
export function explainEventWait({ reason, waitsFor }: RunFacts): string {
  if (waitsFor?.kind === "event") return eventSentence(waitsFor);
  const name = codeIn(reason)?.about;
  return name ? `Waiting for event ${name}; it is looked at again now` : "Waiting for an event";
}

function eventSentence({ name, exists, raised }: EventWaitFacts): string {
  if (!exists) {
    return `Waiting for event ${name}, which does not exist: it cannot start until the event is made and raised`;
  }
  return raised
    ? `Waiting for event ${name}, which has been raised; it is looked at again now`
    : `Waiting for event ${name}, which has not been raised`;
}

/** A run in QueueHeld: why its queue starts nothing, or not this run. */
export function explainQueueHeld(run: RunFacts, now: Date): string {
  if (run.waitsFor?.kind === "queue") return closedQueueSentence(run.waitsFor, run, now);
  const name = codeIn(run.reason)?.about ?? run.queue;
  switch (codeIn(run.reason)?.code) {
    case "HELD":
      return `Its queue ${name} is held`;
    case "WINDOW_CLOSED":
      return `Its queue ${name} is closed outside its time window`;
    case "NO_SERVER":
      return `Its queue ${name} is closed: none of its process servers is running`;
    case "HOLD_LEVEL":
      return `Its queue ${name} starts runs of a higher priority only; this one has ${run.priority}`;
    default:
      return `Its queue ${name} is held or closed`;
  }
}

function closedQueueSentence(queue: QueueWaitFacts, { priority }: RunFacts, now: Date): string {
  const { name, closedReason, closedSince, heldBy, window, nextWindowChange, holdLevel } = queue;
  const since = closedSince === null ? "" : ` since ${clockTime(closedSince, now)}`;
  switch (closedReason) {
    case "HELD":
      return `Its queue ${name} is held${since}${heldBy === null ? "" : ` by ${heldBy}`}`;
    case "WINDOW_CLOSED": {
      const opens =
        nextWindowChange === null
          ? "which does not open within two years"
          : `which opens at ${utcMinute(nextWindowChange)}`;
      return `Its queue ${name} is closed outside its time window ${window ?? ""}, ${opens}`;
    }
    case "NO_SERVER":
      return `Its queue ${name} is closed${since}: none of its process servers is running`;
    case null:
      break;
    default:
      return `Its queue ${name} is closed${since}`;
  }
  if (holdLevel !== null && priority < holdLevel) {
    return `Its queue ${name} starts runs of priority ${holdLevel} and above only; this one has ${priority}`;
  }
  return `Its queue ${name} is open again${aheadText(queue.ahead) || "; it is looked at again now"}`;
}

/** A run in Queued: its queue is full, or there is no slot. */
export function explainQueued(run: RunFacts): string {
  if (run.waitsFor?.kind === "queue") return fullQueueSentence(run.waitsFor);
  const found = codeIn(run.reason);
  if (found?.code === "QUEUE_FULL" && found.about !== null) {
    return `Queue ${found.about} was full; it is looked at again now`;
  }
  const lost = lostServer(run.reason);
  if (lost !== null) {
    return `Handed back because ${lost} was lost before it started it; waits for a free slot`;
  }
  return `Waits for a free slot: ${slotText(run.slots)}`;
}

function fullQueueSentence({ name, size, running, ahead }: QueueWaitFacts): string {
  const line = aheadText(ahead);
  if (size === null || running < size) {
    return `Queue ${name} has no room for it on the process servers that are free${line}`;
  }
  const executing = size === 1 ? "run is" : "runs are";
  return `Queue ${name} is full: ${number(running)} of ${number(size)} ${executing} executing${line}`;
}

function slotText(slots: number | null): string {
  if (slots === 0) return "no process server is running";
  const all =
    slots === null
      ? "the slots of the process servers"
      : `all ${slots} slots of the process servers`;
  return `${all} are taken, or its host has not answered lately`;
}

/** A run that waits for its time window to open; null when the reason tells of none. */
export function explainWindowWait({ reason, waitsFor }: RunFacts): string | null {
  const found = codeIn(reason);
  if (found?.code === "WINDOW_MISSING" && found.about !== null) {
    return `Its time window ${found.about} does not exist: it cannot start until the window is made`;
  }
  if (waitsFor?.kind === "window") return windowSentence(waitsFor);
  return found?.code === "WINDOW_CLOSED" && found.about !== null
    ? `Outside its time window ${found.about}`
    : null;
}

function windowSentence({ name, opensAt }: WindowWaitFacts): string {
  return opensAt === null
    ? `Outside its time window ${name}`
    : `Outside its time window ${name}, which opens at ${utcMinute(opensAt)}`;
}
