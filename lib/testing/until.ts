import { setTimeout as pause } from "node:timers/promises";

const POLL_MS = 50;

/** Waits until the condition holds; throws with `what` when it does not within `limitMs`. */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  limitMs = 20_000,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > end)
      throw new Error(`It did not come about in ${limitMs} ms that ${what}`);
    await pause(POLL_MS);
  }
}
