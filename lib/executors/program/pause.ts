import type { Timer } from "@/lib/domain/timer";

/** Resolves after `ms` milliseconds. */
export function pause(timer: Timer, ms: number): Promise<void> {
  return new Promise((resolve) => {
    timer.after(ms, resolve);
  });
}

/** Whether the promise is fulfilled within `ms` milliseconds. */
export function isWithin(timer: Timer, ms: number, promise: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const cancel = timer.after(ms, () => resolve(false));
    promise.then(() => {
      cancel();
      resolve(true);
    }, reject);
  });
}
