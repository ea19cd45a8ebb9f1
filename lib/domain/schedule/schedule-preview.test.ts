import { describe, expect, it } from "vitest";
import { previewSchedule, type SchedulePreviewInput } from "./schedule-preview";

const NOW = new Date("2026-06-10T12:00:00Z");

function previewOf(input: SchedulePreviewInput) {
  const preview = previewSchedule(input, NOW);
  if (!preview.ok) throw new Error(`${preview.field} ${preview.reason}`);
  return { ...preview, next: preview.next.map((at) => at.toISOString().replace(".000Z", "")) };
}

describe("preview", () => {
  it("shows the text, the type and the next times", () => {
    const preview = previewOf({ cron: "* * * * 10:12 7,37 11", count: 3, time: null });
    expect(preview).toEqual({
      ok: true,
      text: "every day at 10:07:11, 10:37:11, 11:07:11, 11:37:11, 12:07:11 and 12:37:11",
      type: "recurring",
      next: ["2026-06-10T12:07:11", "2026-06-10T12:37:11", "2026-06-11T10:07:11"],
      warnings: [],
    });
  });

  it("lists five times unless asked otherwise", () => {
    expect(previewOf({ repeatAt: "4.41pm" }).next).toHaveLength(5);
    expect(previewOf({ repeatAt: "4.41pm", count: 100 }).next).toHaveLength(100);
  });

  it("starts an interval at once, or with the start time", () => {
    expect(previewOf({ repeatInterval: "2 hours", count: 2 }).next).toEqual([
      "2026-06-10T12:00:00",
      "2026-06-10T14:00:00",
    ]);
    const startTime = { date: "2026-06-11 08:30", format: "YYYY-MM-DD HH:mm" };
    expect(previewOf({ repeatInterval: "2 hours", count: 1, startTime }).next).toEqual([
      "2026-06-11T08:30:00",
    ]);
  });

  it("keeps to the window", () => {
    const window = { startTime: "2026-06-12", endTime: "2026-06-13 16:41" };
    expect(previewOf({ repeatAt: "4.41pm", ...window }).next).toEqual([
      "2026-06-12T16:41:00",
      "2026-06-13T16:41:00",
    ]);
  });
});

describe("warnings", () => {
  it.each([
    [{ cron: "* 2 30 * 0 0 7" }, "names no date that exists"],
    [{ cron: "2015 * * * 0 7 0" }, "All of its times are in the past"],
    [{ cron: "* * * * 9 7 0", endTime: "2026-06-09" }, "The end time is in the past"],
    [{ time: "2026-06-09", endTime: "2026-06-10" }, "The end time is in the past"],
    [{ cron: "2027 * * * 9 7 0", endTime: "2026-12-31" }, "between start time and end time"],
    [{ time: "2026-06-01" }, "would start at once"],
    [{ time: "2026-07-01", startTime: "2026-08-01" }, "even before the start time"],
    [{ cron: "* * * * * * */5" }, "more often than every 10 seconds"],
    [{ cron: "* * * * 7 7 1,2", count: 1 }, "more often than every 10 seconds"],
    [{ repeatInterval: "9 seconds" }, "more often than every 10 seconds"],
    [{ cron: "* * * * 9 0 0" }, "spreads the load"],
    [{ repeatAt: "12.05" }, "spreads the load"],
  ])("%j is warned about: %s", (input, warning) => {
    const { warnings } = previewOf(input);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(warning);
  });

  it.each([
    { cron: "* * * * * * 0" },
    { cron: "* * * * * * */10" },
    { cron: "* * * * 9 3 0" },
    { cron: "* * * * 9 0 7" },
    { repeatInterval: "10 seconds" },
    { time: "tomorrow at 4pm" },
  ])("%j is not warned about", (input) => {
    expect(previewOf(input).warnings).toEqual([]);
  });

  it("lists no time for a schedule that never starts", () => {
    expect(previewOf({ cron: "* 2 30 * 0 0 0" }).next).toEqual([]);
  });
});

describe("refused previews", () => {
  it.each([
    [{ cron: "* * * 10:12 */30 0" }, "cron", "did you mean '* * * * 10:12 */30 0'?"],
    [{}, "cron", "is missing"],
    [{ time: "gibberish" }, "time", "understood"],
    [{ cron: "* * * * * * *", startTime: "gibberish" }, "startTime", "ISO 8601"],
    [{ cron: "* * * * * * *", endTime: 5 }, "endTime", "date string"],
    [
      { cron: "* * * * * * *", startTime: "2026-02-01", endTime: "2026-01-01" },
      "endTime",
      "before startTime",
    ],
    [{ cron: "* * * * * * *", count: 0 }, "count", "1 to 100"],
    [{ cron: "* * * * * * *", count: 101 }, "count", "1 to 100"],
    [{ cron: "* * * * * * *", count: 1.5 }, "count", "1 to 100"],
    [{ cron: "* * * * * * *", count: "5" }, "count", "1 to 100"],
    [{ cron: "* * * * * * *", timeZone: "Nowhere" }, "timeZone", "IANA"],
  ])("%j names the field %s", (input, field, reason) => {
    const preview = previewSchedule(input, NOW);
    expect(preview).toMatchObject({ ok: false, field });
    expect(preview.ok ? "" : preview.reason).toContain(reason);
  });
});
