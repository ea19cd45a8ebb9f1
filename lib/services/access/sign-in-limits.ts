import { createAttemptLimiter } from "@/lib/platform/attempt-limiter";

/** Slows down guessing of passwords on one node. */
export interface SignInLimits {
  /** Takes one attempt; false when this user name or address has none left for now. */
  take(username: string, sourceIp: string | null, now: Date): boolean;
  forgive(username: string, sourceIp: string | null): void;
}

const PER_USER_AND_ADDRESS = { max: 5, windowMs: 60_000 };
const PER_USER = { max: 100, windowMs: 15 * 60_000 };
const PER_ADDRESS = { max: 60, windowMs: 60_000 };

/** Five tries a minute per user name and address, with wider limits per user name and per address. */
export function createSignInLimits(): SignInLimits {
  const both = createAttemptLimiter(PER_USER_AND_ADDRESS);
  const user = createAttemptLimiter(PER_USER);
  const address = createAttemptLimiter(PER_ADDRESS);
  return {
    take(username, sourceIp, now) {
      const taken = [
        both.take(`${username}|${sourceIp}`, now),
        user.take(username, now),
        address.take(`${sourceIp}`, now),
      ];
      return taken.every(Boolean);
    },
    forgive(username, sourceIp) {
      both.reset(`${username}|${sourceIp}`);
      user.reset(username);
      address.reset(`${sourceIp}`);
    },
  };
}
