import { expect, it } from "vitest";
import type { Occurrence } from "./alert-facts";
import { type AlertRule, putAlertRuleSchema } from "./alert-rule";
import { decideNotice, dedupeKeyOf, isRecoveryTold, type KnownAlert } from "./decide-notice";
import { decideRecovery } from "./decide-recovery";
import { MAX_ATTEMPTS, nextAttemptAt } from "./delivery-retry";

const NOW = new Date("2026-03-02T12:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

function rule(input: Record<string, unknown> = {}): AlertRule {
  const body = putAlertRuleSchema.parse({ events: ["RUN_FAILED", "RECOVERED"], ...input });
  return { ...body, tenantId: "T", name: "RULE", activeSince: ago(1000) };
}

function known(columns: Partial<KnownAlert> = {}): KnownAlert {
  const times = { firstAt: ago(90), notifiedAt: ago(30), mutedUntil: null };
  return { state: "open", count: 3, ...times, ...columns };
}

const decide = (
  alert: KnownAlert | null,
  given = rule(),
  event: "RUN_FAILED" | "RUN_SUCCEEDED" = "RUN_FAILED",
) => decideNotice(alert, { rule: given, event, times: 2, now: NOW });

it("tells of a new alert at once, with how often it came", () => {
  expect(decide(null)).toEqual({
    ...{ state: "open", count: 2, firstAt: NOW, notifiedAt: NOW, isTold: true },
  });
});

it("counts on within the cool-down and tells at its end", () => {
  expect(decide(known())).toMatchObject({ count: 5, isTold: false, notifiedAt: ago(30) });
  expect(decide(known({ notifiedAt: ago(60) }))).toMatchObject({ count: 5, isTold: true });
  expect(decide(known(), rule({ coolDownMinutes: 0 }))).toMatchObject({ isTold: true });
});

it("begins anew after a recovery, and keeps to the cool-down all the same", () => {
  const again = decide(known({ state: "recovered" }));
  expect(again).toMatchObject({ state: "open", count: 2, firstAt: NOW, isTold: false });
});

it("records what is muted by an operator or by the rule, and does not tell it", () => {
  const until = { mutedUntil: new Date(NOW.getTime() + 1), notifiedAt: null };
  expect(decide(known(until))).toMatchObject({ state: "muted", count: 5, isTold: false });
  expect(decide(known({ ...until, mutedUntil: NOW }))).toMatchObject({
    state: "open",
    isTold: true,
  });
  const mutes = [{ from: NOW.toISOString(), to: "2026-03-03T00:00:00Z" }];
  expect(decide(null, rule({ mutes }))).toMatchObject({ state: "muted", isTold: false });
  const over = [{ from: "2026-03-01T00:00:00Z", to: NOW.toISOString() }];
  expect(decide(null, rule({ mutes: over }))).toMatchObject({ state: "open", isTold: true });
});

it("leaves nothing open for a success", () => {
  expect(decide(null, rule(), "RUN_SUCCEEDED")).toMatchObject({ state: "recovered", isTold: true });
});

it("fills in the places of the dedupe key", () => {
  const subject = { tenantId: "T", definitionId: "D", definition: "a", jobName: "A", queue: "Q" };
  const dedupeKey = "{event}/{definition}/{jobName}/{queue}/{run}";
  const given = { rule: rule({ dedupeKey }), event: "RUN_FAILED", subject, run: null } as const;
  const occurrence: Occurrence = { ...given, occurrenceKey: "1", at: NOW, message: "" };
  expect(dedupeKeyOf(occurrence)).toBe("RUN_FAILED/a/A/Q/D");
});

it("tells a recovery only of what was told, where the rule says so, and nothing is muted", () => {
  expect(isRecoveryTold(rule(), known(), NOW)).toBe(true);
  expect(isRecoveryTold(rule(), known({ state: "muted" }), NOW)).toBe(false);
  expect(isRecoveryTold(rule(), known({ firstAt: ago(10) }), NOW)).toBe(false);
  expect(isRecoveryTold(rule({ events: ["RUN_FAILED"] }), known(), NOW)).toBe(false);
  expect(isRecoveryTold(null, known(), NOW)).toBe(false);
});

it.each([
  ["RUN_FAILED", { laterSuccess: true }, "JOB succeeded again after 3 failures"],
  ["RUN_FAILED", { laterSuccess: true, count: 1 }, "JOB succeeded again after 1 failure"],
  ["RUN_FAILED", {}, null],
  ["RUN_CANCELED", { laterSuccess: true }, "JOB succeeded again after 3 cancelled runs"],
  ["RUNNING_TOO_LONG", { runState: "Running" }, null],
  ["RUNNING_TOO_LONG", { runState: "Completed" }, "JOB has ended"],
  ["RUNNING_TOO_LONG", { runState: null }, "JOB has ended"],
  ["NOT_STARTED_BY", { runState: "Queued" }, null],
  ["NOT_STARTED_BY", { runState: "Running", hasStarted: true }, "JOB has started"],
  ["NOT_STARTED_BY", { runState: "Canceled" }, "JOB has ended without a start"],
  ["START_WINDOW_MISSED", { runState: "Overdue" }, null],
  ["START_WINDOW_MISSED", { runState: "Scheduled" }, "JOB goes on"],
  ["SUBMIT_FAILED", { runState: "Modified" }, null],
  ["SUBMIT_FAILED", { runState: "Scheduled" }, "JOB was corrected or cancelled"],
  ["SCHEDULE_DISABLED", { runState: null }, null],
] as const)("%s with %j recovers as: %s", (event, given, how) => {
  const usual = { subject: "JOB", count: 3, runState: "Error", hasStarted: false } as const;
  expect(decideRecovery({ event, ...usual, laterSuccess: false, ...given })).toBe(how);
});

it("makes five attempts within an hour", () => {
  const rests = [1, 2, 3, 4].map((attempts) => Number(nextAttemptAt(attempts, NOW)) - Number(NOW));
  expect(rests.reduce((sum, rest) => sum + rest, 0)).toBe(3_600_000);
  expect([MAX_ATTEMPTS, nextAttemptAt(5, NOW)]).toEqual([5, null]);
});
