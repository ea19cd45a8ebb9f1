import { describe, expect, it } from "vitest";
import { type ClosableQueue, type QueueSurroundings, queueClosure } from "./queue-closure";

const at = new Date("2026-11-21T18:00:00Z");
const plain: ClosableQueue = { held: false, window: null, servers: [] };
const nothing: QueueSurroundings = { windowOpen: null, nextWindowChange: null, liveServers: [] };
const closed = { windowOpen: false, nextWindowChange: at, liveServers: ["one"] };
const open = { ...closed, windowOpen: true };
const ofTwo = [{ server: "two" }];

describe("a queue (run-states-and-chains 4.1)", () => {
  it.each<[string, Partial<ClosableQueue>, QueueSurroundings, string | null]>([
    ["without rules is open", {}, nothing, null],
    ["that is held is closed", { held: true }, open, "HELD"],
    ["is closed outside its window", { window: "OFFICE" }, closed, "WINDOW_CLOSED"],
    ["is open in its window", { window: "OFFICE" }, open, null],
    ["whose window is not known is closed", { window: "OFFICE" }, nothing, "WINDOW_CLOSED"],
    ["without a window does not mind one", {}, closed, null],
    ["none of whose servers runs is closed", { servers: ofTwo }, open, "NO_SERVER"],
    ["one of whose servers runs is open", { servers: [...ofTwo, { server: "one" }] }, open, null],
    ["names being held before its window", { held: true, window: "OFFICE" }, closed, "HELD"],
    ["names its window first", { window: "OFFICE", servers: ofTwo }, closed, "WINDOW_CLOSED"],
  ])("%s", (_rule, queue, around, reason) => {
    const closure = queueClosure({ ...plain, ...queue }, around);
    expect([closure.reason, closure.closed]).toEqual([reason, reason !== null]);
  });

  it("is looked at again when its window changes, held or not", () => {
    expect(queueClosure({ ...plain, window: "OFFICE" }, open).wakeAt).toEqual(at);
    expect(queueClosure({ ...plain, window: "OFFICE", held: true }, closed).wakeAt).toEqual(at);
    expect(queueClosure(plain, open).wakeAt).toBeNull();
  });
});
