import { describe, expect, it } from "vitest";
import { parseScheduleSpec, storedScheduleSpec } from "./schedule-spec";

const NOW = new Date("2026-06-10T13:17:22Z");

describe("a schedule's mode", () => {
  it("keeps the text as sent and the type it has", () => {
    expect(parseScheduleSpec({ cron: " * * * * 9  0 0", time: null }, NOW)).toMatchObject({
      ok: true,
      spec: { mode: "cron", type: "recurring", text: " * * * * 9  0 0", timeZone: "UTC" },
    });
    expect(parseScheduleSpec({ time: "in 2 hours" }, NOW)).toMatchObject({
      ok: true,
      spec: {
        mode: "time",
        type: "one-time",
        text: "in 2 hours",
        at: new Date("2026-06-10T15:17:22Z"),
      },
    });
    expect(parseScheduleSpec({ repeatAt: "4.40pm" }, NOW)).toMatchObject({
      ok: true,
      spec: { mode: "repeatAt", secondOfDay: 60_000, cron: { text: "* * * * 16 40 0" } },
    });
    expect(parseScheduleSpec({ repeatInterval: "2 hours" }, NOW)).toMatchObject({
      ok: true,
      spec: { mode: "repeatInterval", type: "recurring", seconds: 7200 },
    });
  });

  it("accepts a date object as time and keeps its JSON", () => {
    const time = { date: "2015-10-20 04:30 +0000", format: "YYYY-MM-DD HH:mm Z" };
    expect(parseScheduleSpec({ time }, NOW)).toMatchObject({
      ok: true,
      spec: { mode: "time", text: JSON.stringify(time), at: new Date("2015-10-20T04:30:00Z") },
    });
  });

  it.each([
    [{}, "cron"],
    [{ cron: null, time: undefined }, "cron"],
    [{ cron: "* * * * * * *", time: "now" }, "time"],
    [{ repeatAt: "4pm", repeatInterval: "1 day" }, "repeatInterval"],
    [{ cron: "" }, "cron"],
    [{ cron: 5 }, "cron"],
    [{ cron: ["* * * * * * *"] }, "cron"],
    [{ cron: "* * * * *" }, "cron"],
    [{ time: 5 }, "time"],
    [{ time: { date: "x" } }, "time"],
    [{ time: "gibberish" }, "time"],
    [{ repeatAt: {} }, "repeatAt"],
    [{ repeatAt: "now" }, "repeatAt"],
    [{ repeatInterval: 60 }, "repeatInterval"],
    [{ cron: "* * * * * * *", timeZone: "Mars/Olympus" }, "timeZone"],
    [{ cron: "* * * * * * *", timeZone: "" }, "timeZone"],
    [{ cron: "* * * * * * *", timeZone: 1 }, "timeZone"],
    [{ cron: "* * * * * * *", timeZone: "a".repeat(10_000) }, "timeZone"],
  ])("%j is refused for its %s", (input, field) => {
    expect(parseScheduleSpec(input, NOW)).toMatchObject({ ok: false, field });
  });

  it("reads a stored one-time schedule back at its stored instant", () => {
    const stored = { mode: "time", text: "in 2 hours", timeZone: "UTC", at: NOW } as const;
    expect(storedScheduleSpec(stored)).toMatchObject({
      ok: true,
      spec: { text: "in 2 hours", at: NOW },
    });
    expect(storedScheduleSpec({ ...stored, at: null })).toMatchObject({ ok: false, field: "time" });
    const cron = {
      mode: "cron",
      text: "* * * * 9 0 0",
      timeZone: "Europe/Berlin",
      at: null,
    } as const;
    expect(storedScheduleSpec(cron)).toMatchObject({
      ok: true,
      spec: { timeZone: "Europe/Berlin" },
    });
  });
});
