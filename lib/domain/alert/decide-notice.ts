import type { AlertEvent, AlertState } from "./alert-event";
import type { Occurrence } from "./alert-facts";
import { type AlertRule, muteAt } from "./alert-rule";

const MINUTE_MS = 60_000;

/** A raised alert as it is known before something happens to it. */
export interface KnownAlert {
  state: AlertState;
  count: number;
  firstAt: Date;
  notifiedAt: Date | null;
  mutedUntil: Date | null;
}

/** What becomes of an alert. */
export interface Notice {
  state: AlertState;
  count: number;
  firstAt: Date;
  notifiedAt: Date | null;
  /** True when its channels are told. */
  isTold: boolean;
}

/** The key that makes several occurrences one alert: the rule's template with its places filled in. */
export function dedupeKeyOf({ rule, event, subject, run }: Occurrence): string {
  const values: Record<string, string> = {
    event,
    definition: subject.definition,
    jobName: subject.jobName,
    queue: subject.queue,
    run: run?.runId ?? subject.definitionId,
  };
  return rule.dedupeKey.replace(/\{(\w+)\}/g, (whole, place: string) => values[place] ?? whole);
}

/**
 * What becomes of an alert when its occurrence has come `times` times more. It is told unless it is muted, or was told
 * less than the cool-down ago. One that had recovered begins anew; the cool-down goes on.
 */
export function decideNotice(
  known: KnownAlert | null,
  { rule, event, times, now }: { rule: AlertRule; event: AlertEvent; times: number; now: Date },
): Notice {
  const isNew = known === null || known.state === "recovered";
  const count = isNew ? times : known.count + times;
  const firstAt = isNew ? now : known.firstAt;
  const notifiedAt = known?.notifiedAt ?? null;
  const isMuted = (known?.mutedUntil ?? null) !== null && Number(known?.mutedUntil) > now.getTime();
  if (isMuted || muteAt(rule.mutes, now) !== null) {
    return { state: "muted", count, firstAt, notifiedAt, isTold: false };
  }
  const isTold =
    notifiedAt === null || now.getTime() - notifiedAt.getTime() >= rule.coolDownMinutes * MINUTE_MS;
  // A success is nothing anybody has to look at.
  const state = event === "RUN_SUCCEEDED" ? "recovered" : "open";
  return { state, count, firstAt, notifiedAt: isTold ? now : notifiedAt, isTold };
}

/** Whether a recovery is told: the rule says so, the alert itself was told, and nothing is muted. */
export function isRecoveryTold(
  rule: AlertRule | null,
  known: Pick<KnownAlert, "state" | "notifiedAt" | "firstAt">,
  now: Date,
): boolean {
  if (rule === null || !rule.events.includes("RECOVERED") || known.state !== "open") return false;
  const wasTold = known.notifiedAt !== null && known.notifiedAt >= known.firstAt;
  return wasTold && muteAt(rule.mutes, now) === null;
}
