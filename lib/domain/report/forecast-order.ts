import type { PlannedSchedule } from "@/lib/domain/schedule/agenda";
import { nextOccurrence } from "@/lib/domain/schedule/occurrences";

/** A coming tick, with the place of its schedule in the list it came from. */
export interface ComingTick {
  readonly at: Date;
  readonly index: number;
}

interface TickSpan {
  readonly now: Date;
  readonly from: Date;
  readonly until: Date;
}

/**
 * The coming ticks of many schedules in [from, until), in the order of time. What is due already comes at `from` when
 * that is now; an interval is taken to start on time. Only as many are worked out as are asked for.
 */
export function* comingTicks(
  schedules: readonly PlannedSchedule[],
  span: TickSpan,
): Generator<ComingTick> {
  const heap: ComingTick[] = [];
  for (const [index, schedule] of schedules.entries()) {
    const at = firstTick(schedule, span);
    if (at !== null && at < span.until) heap.push({ at, index });
  }
  heap.sort((a, b) => a.at.getTime() - b.at.getTime() || a.index - b.index);
  for (let first = heap[0]; first !== undefined; first = heap[0]) {
    yield first;
    const schedule = schedules[first.index];
    const next = schedule === undefined ? null : tickAfter(schedule, first.at);
    if (next !== null && next < span.until) heap[0] = { at: next, index: first.index };
    else removeFirst(heap);
    sink(heap);
  }
}

/** The first tick of a schedule in a span that may begin in the future; null when there is none any more. */
export function firstTick({ spec, window, nextRunAt }: PlannedSchedule, { now, from }: TickSpan) {
  if (nextRunAt >= from) return nextRunAt;
  if (from <= now) return from;
  const after = new Date(from.getTime() - 1);
  return nextOccurrence({ spec, window, after, lastStartedAt: nextRunAt });
}

function tickAfter({ spec, window }: PlannedSchedule, at: Date): Date | null {
  return nextOccurrence({ spec, window, after: at, lastStartedAt: at });
}

function removeFirst(heap: ComingTick[]): void {
  const last = heap.pop();
  if (last !== undefined && heap.length > 0) heap[0] = last;
}

/** Moves the first element down to where none below it comes earlier. */
function sink(heap: ComingTick[]): void {
  for (let place = 0; ; ) {
    let earliest = place;
    for (const child of [2 * place + 1, 2 * place + 2])
      if (comesBefore(heap[child], heap[earliest])) earliest = child;
    const [above, below] = [heap[place], heap[earliest]];
    if (earliest === place || above === undefined || below === undefined) return;
    heap[place] = below;
    heap[earliest] = above;
    place = earliest;
  }
}

function comesBefore(a: ComingTick | undefined, b: ComingTick | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const distance = a.at.getTime() - b.at.getTime();
  return distance < 0 || (distance === 0 && a.index < b.index);
}
