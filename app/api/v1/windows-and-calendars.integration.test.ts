import { afterAll, describe, expect, it } from "vitest";
import { refreshQueueClosures } from "@/lib/store/queue-closures";
import { loadWindowLookup } from "@/lib/store/window-store";
import { refused, startGateApi } from "@/lib/testing/gate-fixture";

const { api, pool, tenantId, put, announced, run, endRuns, refer, unrefer } = await startGateApi();
afterAll(() => api.close());

const office = { elements: [{ weekdays: ["mon", "tue"], from: "08:00", to: "18:00" }] };
const always = { elements: [{}] };

describe("time windows", () => {
  it("show whether they are open, in words, and a week", async () => {
    const created = await put("/windows/OFFICE", { timeZone: "Europe/Berlin", ...office });
    expect([created.status, created.body.words]).toEqual([
      201,
      ["Monday and Tuesday, 08:00 to 18:00"],
    ]);
    const { body } = await api.call("GET", "/windows/OFFICE?week=2026-11-22");
    expect([body.week.start, body.week.days.length]).toEqual(["2026-11-16", 7]);
    expect(body.week.days[1]).toEqual({
      day: "2026-11-17",
      weekday: "tue",
      spans: [{ fromMinute: 480, toMinute: 1080 }],
    });
    expect(Date.parse(body.nextChange)).toBeGreaterThan(Date.now());
    expect(refused(await api.call("GET", "/windows/OFFICE?week=2026-02-30"))[2]).toBe("week");
    expect((await put("/windows/CLOSED", { elements: [] })).body).toMatchObject({
      open: false,
      nextChange: null,
      warnings: [{ field: "elements" }],
    });
    expect((await put("/windows/OPEN", always)).body).toMatchObject({ open: true, warnings: [] });
    expect((await api.call("GET", "/windows")).body.items.length).toBe(3);
  });

  it.each([
    ["another window that does not exist", { ...always, enabledDuring: ["NO"] }, "enabledDuring.0"],
    ["itself", { ...always, disabledDuring: ["LOOP"] }, "disabledDuring.0"],
    ["a calendar that does not exist", { ...always, calendar: "NO" }, "calendar"],
  ])("that name %s are refused", async (_rule, body, field) => {
    expect(refused(await api.call("PUT", "/windows/LOOP", { body }))).toEqual([
      400,
      "invalid",
      field,
    ]);
  });

  it("do not make a circle when two are changed at once", async () => {
    await put("/windows/EGG", always);
    await put("/windows/HEN", always);
    const answers = await Promise.all([
      api.call("PUT", "/windows/EGG", { body: { ...always, enabledDuring: ["HEN"] } }),
      api.call("PUT", "/windows/HEN", { body: { ...always, enabledDuring: ["EGG"] } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it("open and close the queues that depend on them, through other windows too", async () => {
    await put("/windows/BASE", always);
    await put("/windows/ABOVE", { ...always, enabledDuring: ["BASE"] });
    expect((await put("/queues/TIMED", { window: "ABOVE" })).body.closed).toBe(false);
    await announced();
    await put("/windows/BASE", { elements: [] });
    expect(await announced()).toEqual(["queue:TIMED", "window:ABOVE", "window:BASE"]);
    expect((await api.call("GET", "/queues/TIMED")).body).toMatchObject({
      closed: true,
      closedReason: "WINDOW_CLOSED",
    });
    await put("/windows/BASE", always);
    expect((await api.call("GET", "/queues/TIMED")).body.closed).toBe(false);
  });

  it("wake their queues at their boundaries", async () => {
    await put("/windows/NOONS", { elements: [{ from: "12:00", to: "13:00" }] });
    await put("/queues/NOONS", { window: "NOONS" });
    const names = ["NOONS"];
    await refreshQueueClosures(pool, { tenantId, names, now: new Date("2026-11-21T11:59:59Z") });
    const opens = new Date("2026-11-21T12:00:00Z");
    const closed = (await api.call("GET", "/queues/NOONS")).body;
    expect([closed.closed, closed.nextWindowChange]).toEqual([true, opens.toISOString()]);
    expect(await refreshQueueClosures(pool, { tenantId, names, now: opens })).toEqual(names);
    const { body } = await api.call("GET", "/queues/NOONS");
    expect([body.closed, body.nextWindowChange]).toEqual([false, "2026-11-21T13:00:00.000Z"]);
  });

  it("are not deleted while a definition, queue, window or waiting run needs them", async () => {
    await put("/windows/NEEDED", always);
    const expectUsers = async (users: string[]) => {
      const { status, body } = await api.call("DELETE", "/windows/NEEDED");
      expect([status, Object.keys(body.error.details)]).toEqual([409, users]);
    };
    const referring = await refer("window", "NEEDED");
    await expectUsers(["definitions"]);
    await put("/queues/NEEDS", { window: "NEEDED" });
    await put("/windows/NEEDS", { ...always, disabledDuring: ["NEEDED"] });
    const waiter = await run("Scheduled", { blocked_on: "window:NEEDED", ready: false });
    await pool.query(
      "INSERT INTO run_gate (tenant_id, run_id, needs, window_name) VALUES ($1, $2, '{}', 'NEEDED')",
      [tenantId, waiter],
    );
    await expectUsers(["definitions", "queues", "windows", "waitingRuns"]);
    const { body } = await api.call("GET", "/windows/NEEDED");
    expect([body.queues, body.windows, body.waiting]).toEqual([["NEEDS"], ["NEEDS"], 1]);
    await unrefer(referring);
    await endRuns();
    await api.call("DELETE", "/queues/NEEDS");
    await api.call("DELETE", "/windows/NEEDS");
    expect((await api.call("DELETE", "/windows/NEEDED")).status).toBe(204);
  });
});

describe("calendars", () => {
  it("are kept sorted, say who uses them, and tell their windows of a change", async () => {
    const holidays = ["2026-12-26", "2026-12-25", "2026-12-25"];
    const created = await put("/calendars/BANK", { description: "Days off", holidays });
    expect([created.status, created.body]).toMatchObject([
      201,
      { holidays: ["2026-12-25", "2026-12-26"], weekend: ["sat", "sun"], windows: [] },
    ]);
    await put("/windows/WORKDAYS", { elements: [{ workday: true }], calendar: "BANK" });
    await announced();
    const replaced = await put("/calendars/BANK", { holidays: [] });
    expect([replaced.status, replaced.body.windows]).toEqual([200, ["WORKDAYS"]]);
    expect(await announced()).toEqual(["window:WORKDAYS"]);
    expect((await api.call("GET", "/calendars")).body.items).toMatchObject([{ name: "BANK" }]);
    const deletion = await api.call("DELETE", "/calendars/BANK");
    expect(deletion.body.error.details).toEqual({ windows: ["WORKDAYS"] });
    await api.call("DELETE", "/windows/WORKDAYS");
    expect((await api.call("DELETE", "/calendars/BANK")).status).toBe(204);
    expect((await api.call("GET", "/calendars/BANK")).status).toBe(404);
  });

  it("say which days are the weekend, Saturday and Sunday where nothing is given", async () => {
    const { body } = await put("/calendars/GULF", { holidays: [], weekend: ["fri", "sat"] });
    expect(body.weekend).toEqual(["fri", "sat"]);
    await put("/windows/GULF", { elements: [{ workday: true }], calendar: "GULF" });
    const { days } = (await api.call("GET", "/windows/GULF?week=2026-11-18")).body.week;
    const open = days.filter((day: { spans: unknown[] }) => day.spans.length > 0);
    expect(open.map((day: { weekday: string }) => day.weekday)).toEqual([
      "mon",
      "tue",
      "wed",
      "thu",
      "sun",
    ]);
    expect((await put("/calendars/GULF", { holidays: [] })).body.weekend).toEqual(["sat", "sun"]);
  });

  it("are part of what the engine loads to ask whether a window is open", async () => {
    await put("/calendars/HOUSE", { holidays: ["2026-12-24"] });
    await put("/windows/HOUSE", { elements: [{ workday: true }], calendar: "HOUSE" });
    const lookup = await loadWindowLookup(pool, tenantId);
    expect(lookup.window("HOUSE")).toMatchObject({ timeZone: "UTC", calendar: "HOUSE" });
    expect(lookup.calendar("HOUSE")?.holidays).toEqual(["2026-12-24"]);
    expect([lookup.window("NONE"), lookup.calendar("NONE")]).toEqual([null, null]);
  });

  it.each([
    ["a day that does not exist", { holidays: ["2026-02-30"] }, "holidays.0"],
    ["no list", {}, "holidays"],
    [
      "no working day left",
      { holidays: [], weekend: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] },
      "weekend",
    ],
  ])("with %s are refused", async (_rule, body, field) => {
    expect(refused(await api.call("PUT", "/calendars/WRONG", { body }))[2]).toBe(field);
  });
});
