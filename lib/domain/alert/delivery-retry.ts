const MINUTE_MS = 60_000;
/** Rests after the attempts that failed: five attempts within an hour. */
const RESTS_MINUTES = [1, 5, 15, 39] as const;

/** Most attempts of one message on one channel. */
export const MAX_ATTEMPTS = RESTS_MINUTES.length + 1;

/** When a message is sent again after so many attempts have failed; null when it is given up. */
export function nextAttemptAt(attempts: number, now: Date): Date | null {
  const rest = RESTS_MINUTES[attempts - 1];
  return rest === undefined ? null : new Date(now.getTime() + rest * MINUTE_MS);
}
