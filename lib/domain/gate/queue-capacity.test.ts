import { describe, expect, it } from "vitest";
import { OPEN_QUEUE } from "@/lib/testing/gate-builder";
import {
  hasPlace,
  hasRoom,
  type QueueLoad,
  type QueueRules,
  queueHoldReason,
} from "./queue-capacity";

const load = (wish: Partial<QueueLoad> = {}): QueueLoad => ({
  ...{ running: 0, waiting: 0, console: 0, byServer: new Map() },
  ...wish,
});
const queue = (wish: Partial<QueueRules>): QueueRules => ({ ...OPEN_QUEUE, ...wish });

describe("the size of a queue (run-states-and-chains 4.1)", () => {
  it.each<[string, Partial<QueueRules>, Partial<QueueLoad>, boolean]>([
    ["none: any number", {}, { running: 1_000_000 }, true],
    ["not reached", { size: 2 }, { running: 1 }, true],
    ["reached", { size: 2 }, { running: 2 }, false],
    ["passed, because it was made smaller", { size: 1 }, { running: 5 }, false],
    ["of nothing", { size: 0 }, {}, false],
    ["without those who wait for others", { size: 1 }, { waiting: 3 }, true],
    [
      "with those who wait, where they count",
      { size: 1, countWaiting: true },
      { waiting: 1 },
      false,
    ],
    ["with those who ask an operator", { size: 1 }, { console: 1 }, false],
    [
      "without those who ask, where they do not count",
      { size: 1, countConsole: false },
      { console: 1 },
      true,
    ],
    [
      "with all of them together",
      { size: 3, countWaiting: true },
      { running: 1, waiting: 1, console: 1 },
      false,
    ],
  ])("%s", (_rule, rules, filled, room) => {
    expect(hasRoom(queue(rules), load(filled), "one")).toBe(room);
    expect(hasPlace(queue(rules), load(filled))).toBe(room);
  });
});

describe("the process servers of a queue (4.1)", () => {
  const ofTwo = queue({
    servers: [
      { server: "one", size: 1 },
      { server: "two", size: null },
    ],
  });

  it("are the only ones that take its runs", () => {
    expect(hasRoom(ofTwo, load(), "one")).toBe(true);
    expect(hasRoom(ofTwo, load(), "three")).toBe(false);
    expect(hasRoom(queue({}), load(), "three")).toBe(true);
  });

  it("have a limit each; the tightest counts", () => {
    const busy = load({ running: 1, byServer: new Map([["one", 1]]) });
    expect(hasRoom(ofTwo, busy, "one")).toBe(false);
    expect(hasRoom(ofTwo, busy, "two")).toBe(true);
    expect(hasRoom({ ...ofTwo, size: 1 }, busy, "two")).toBe(false);
  });

  it("leave a place while one of them has room", () => {
    const busy = load({ running: 1, byServer: new Map([["one", 1]]) });
    expect(hasPlace(ofTwo, busy)).toBe(true);
    expect(hasPlace(queue({ servers: [{ server: "one", size: 1 }] }), busy)).toBe(false);
  });
});

describe("a queue keeps a run back (4.1)", () => {
  it.each<[string, Partial<QueueRules>, number, string | null]>([
    ["never while it is open", {}, 1, null],
    [
      "when it is closed, with the reason",
      { closed: true, closedReason: "NO_SERVER" },
      100,
      "NO_SERVER",
    ],
    ["when it is closed for no known reason", { closed: true }, 100, "HELD"],
    ["when its priority lies below the hold level", { holdLevel: 51 }, 50, "HOLD_LEVEL"],
    ["not at the hold level itself", { holdLevel: 50 }, 50, null],
    [
      "because it is closed rather than for its level",
      { closed: true, closedReason: "HELD", holdLevel: 51 },
      50,
      "HELD",
    ],
  ])("%s", (_rule, rules, priority, reason) => {
    expect(queueHoldReason(queue(rules), priority)).toBe(reason);
  });
});
