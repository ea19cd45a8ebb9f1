import { describe, expect, it } from "vitest";
import type { Schedule } from "@/lib/domain/schedule/schedule-input";
import { planSchedule } from "./schedule-plan";

const now = new Date("2026-06-01T12:00:00Z");
const at = (text: string) => new Date(text);
const open = { active: true, startAt: null, endAt: null };

function schedule(changes: Partial<Schedule>): Schedule {
  return {
    id: "s",
    tenantId: "t",
    definitionId: "d",
    name: null,
    description: "",
    mode: "cron",
    expression: "* * * * 9 0 0",
    timeZone: "UTC",
    parameters: null,
    active: true,
    startAt: null,
    endAt: null,
    oneTimeAt: null,
    intervalSeconds: null,
    nextRunAt: null,
    executedAt: null,
    lastStartedAt: null,
    createdAt: now,
    createdBy: "test",
    modifiedAt: now,
    ...changes,
  };
}
const oneTime = (time: string, changes: Partial<Schedule> = {}) =>
  schedule({ mode: "time", expression: time, oneTimeAt: at(time), ...changes });
const hourly = (changes: Partial<Schedule> = {}) =>
  schedule({ mode: "repeatInterval", expression: "1 hour", intervalSeconds: 3600, ...changes });

describe("planSchedule", () => {
  it("plans the next regular time of a cron schedule", () => {
    const plan = planSchedule({ schedule: schedule({}), definition: open, now });
    expect(plan).toEqual({
      active: true,
      nextRunAt: at("2026-06-02T09:00:00Z"),
      deactivation: null,
    });
  });

  it("plans nothing while schedule or definition is inactive", () => {
    const inactive = planSchedule({ schedule: schedule({ active: false }), definition: open, now });
    expect(inactive).toEqual({ active: false, nextRunAt: null, deactivation: null });
    const idle = planSchedule({
      schedule: schedule({}),
      definition: { ...open, active: false },
      now,
    });
    expect(idle).toEqual({ active: true, nextRunAt: null, deactivation: null });
  });

  it("deactivates what never fires again and says why", () => {
    const reason = (candidate: Schedule, definition = open) =>
      planSchedule({ schedule: candidate, definition, now }).deactivation;
    expect(reason(schedule({ expression: "2015 * * fri 12 0 0" }))).toBe(
      "DEACTIVATION_NO_FUTURE_RUN",
    );
    expect(reason(schedule({ endAt: at("2026-05-01T00:00:00Z") }))).toBe("DEACTIVATION_END_TIME");
    expect(reason(schedule({}), { ...open, endAt: at("2026-05-01T00:00:00Z") } as never)).toBe(
      "DEACTIVATION_END_TIME",
    );
    expect(
      reason(oneTime("2026-01-01T00:00:00Z", { executedAt: at("2026-01-01T00:00:01Z") })),
    ).toBe("DEACTIVATION_ON_COMPLETION");
  });

  it("starts a one-time schedule at its time, at once when that is past, and before its own window", () => {
    const next = (candidate: Schedule) =>
      planSchedule({ schedule: candidate, definition: open, now }).nextRunAt;
    expect(next(oneTime("2026-07-01T00:00:00Z"))).toEqual(at("2026-07-01T00:00:00Z"));
    expect(next(oneTime("2026-01-01T00:00:00Z"))).toEqual(now);
    expect(next(oneTime("2026-07-01T00:00:00Z", { startAt: at("2027-01-01T00:00:00Z") }))).toEqual(
      at("2026-07-01T00:00:00Z"),
    );
  });

  it("goes on with an interval from its latest start, at once when that is past", () => {
    const next = (candidate: Schedule) =>
      planSchedule({ schedule: candidate, definition: open, now }).nextRunAt;
    expect(next(hourly())).toEqual(now);
    expect(next(hourly({ lastStartedAt: at("2026-06-01T11:30:00Z") }))).toEqual(
      at("2026-06-01T12:30:00Z"),
    );
    expect(next(hourly({ lastStartedAt: at("2026-06-01T10:00:00Z") }))).toEqual(now);
    expect(next(hourly({ startAt: at("2026-06-01T18:00:00Z") }))).toEqual(
      at("2026-06-01T18:00:00Z"),
    );
  });

  it("keeps a tick that is due but not planned yet when the expression stays", () => {
    const nextRunAt = at("2026-06-01T11:59:59Z");
    const due = schedule({ nextRunAt });
    expect(
      planSchedule({ schedule: due, definition: open, now, keepsDueTick: true }).nextRunAt,
    ).toEqual(nextRunAt);
    expect(planSchedule({ schedule: due, definition: open, now }).nextRunAt).not.toEqual(nextRunAt);
  });
});
