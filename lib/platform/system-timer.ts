import type { Timer } from "@/lib/domain/timer";

/** Timers of the process; they do not keep it alive. */
export const systemTimer: Timer = {
  after: (ms, work) => {
    const handle = setTimeout(work, ms);
    handle.unref();
    return () => clearTimeout(handle);
  },
};
