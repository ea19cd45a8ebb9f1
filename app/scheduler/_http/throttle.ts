import { setTimeout as sleep } from "node:timers/promises";
import { errorBody, type MessagePrefix } from "@/lib/domain/scheduling-api/error-body";
import type { ApiAnswer } from "./api-answer";

type Verdict = { kind: "pass"; delayMs: number } | { kind: "deny"; retryAfterSeconds: number };

/** The answer beyond a limit: 429 for the client's own, 503 for everyone's (job-scheduling-api 2.3). */
export function denial(
  limit: "client" | "absolute",
  prefix: MessagePrefix,
  { retryAfterSeconds }: { retryAfterSeconds: number },
): ApiAnswer {
  const status = limit === "client" ? 429 : 503;
  const reason =
    limit === "client" ? "Too many requests" : "The service is handling too many requests";
  return {
    status,
    body: errorBody(status, prefix, `${reason}; try again in ${retryAfterSeconds} s`),
    headers: { "retry-after": String(retryAfterSeconds) },
  };
}

/** Waits as long as the limits ask for, and answers the header that says so. */
export async function delayFor(verdicts: readonly Verdict[]): Promise<Record<string, string>> {
  const delayMs = verdicts.reduce(
    (sum, verdict) => sum + (verdict.kind === "pass" ? verdict.delayMs : 0),
    0,
  );
  if (delayMs === 0) return {};
  await sleep(delayMs);
  return { throttling: String(delayMs) };
}
