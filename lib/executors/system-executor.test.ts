import { describe, expect, it } from "vitest";
import { createSystemExecutor, type SystemDuty, type SystemEvent } from "./system-executor";

const AT = "2026-03-02T12:00:00.000Z";

function executing(duty: SystemDuty) {
  const executor = createSystemExecutor({
    clock: { now: () => new Date(AT) },
    duties: { retention: duty, "schedule-upkeep": () => Promise.reject(new Error("not asked")) },
  });
  let started: { abort(): void } | undefined;
  const event = new Promise<SystemEvent>((resolve) => {
    started = executor.execute("retention", resolve);
  });
  return { event, abort: () => started?.abort() };
}

describe("a run of kind system", () => {
  it("ends with everything its duty had to say", async () => {
    const { event } = executing(async ({ say }) => {
      say("Removed 2 runs.");
      say("Nothing else.");
    });
    expect(await event).toEqual({
      type: "done",
      lines: [
        { at: AT, level: "info", text: "Removed 2 runs." },
        { at: AT, level: "info", text: "Nothing else." },
      ],
    });
  });

  it("tells its duty when it is to end, and that it was aborted", async () => {
    const { event, abort } = executing(
      ({ signal }) =>
        new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined))),
    );
    abort();
    expect(await event).toMatchObject({ type: "aborted" });
  });

  it("fails with what its duty threw, at once or later, keeping what was said before", async () => {
    const error = new Error("no database");
    const later = executing(async ({ say }) => {
      say("Began.");
      throw error;
    });
    expect(await later.event).toMatchObject({ type: "failed", error, lines: [{ text: "Began." }] });
    const atOnce = executing(() => {
      throw error;
    });
    expect(await atOnce.event).toMatchObject({ type: "failed", error });
  });
});
