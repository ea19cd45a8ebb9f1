import { describe, expect, it } from "vitest";
import { changeOf, draftOf } from "./edit-run-draft";

const run = {
  startAt: "2026-03-02T12:00:00.500Z",
  priority: 50,
  queue: "Default",
  parameters: { period: 11 },
  timeWindow: "OFFICE",
  queues: ["Default", "NIGHT"],
  windows: ["OFFICE"],
};
const change = (part: Partial<ReturnType<typeof draftOf>>) =>
  changeOf({ ...draftOf(run), ...part }, run);

describe("changeOf", () => {
  it("changes nothing that was left as it is", () => {
    expect(change({})).toEqual({ ok: true, input: {} });
  });

  it("changes what was typed, and takes away what was emptied", () => {
    const input = {
      ...{ startAt: "2026-03-02T18:00:00.000Z", priority: 70, queue: "NIGHT" },
      ...{ timeWindow: null, parameters: { period: 12 } },
    };
    const typed = {
      ...{ startAt: "2026-03-02 18:00", priority: " 70 ", queue: "NIGHT" },
      ...{ timeWindow: "", parameters: '{"period": 12}' },
    };
    expect(change(typed)).toEqual({ ok: true, input });
    expect(change({ startAt: "", parameters: " " })).toEqual({
      ...{ ok: true, input: { startAt: null, parameters: null } },
    });
  });

  it.each([
    ["startAt", { startAt: "tomorrow" }],
    ["priority", { priority: "high" }],
    ["parameters", { parameters: "{" }],
  ])("says what is wrong with %s", (field, part) => {
    expect(change(part)).toMatchObject({ ok: false, problem: { field } });
  });
});
