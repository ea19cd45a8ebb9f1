import { describe, expect, it } from "vitest";
import type { Timer } from "@/lib/domain/timer";
import { manualTimer } from "@/lib/testing/manual-timer";
import { createWaitExecutor, type WaitEvent } from "./wait-executor";

/** Longest delay a timer of the process takes; a longer one fires at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

function setUp(seconds: number) {
  const hand = manualTimer();
  const delays: number[] = [];
  const timer: Timer = {
    after: (ms, work) => {
      delays.push(ms);
      return hand.after(ms, work);
    },
  };
  const events: WaitEvent[] = [];
  const wait = createWaitExecutor({ timer }).execute({ seconds }, (event) => events.push(event));
  return { hand, delays, events, wait };
}

describe("a wait", () => {
  it.each([0, 90, 604_800, 5_000_000])(
    "of %d seconds ends after them and not before",
    (seconds) => {
      const { hand, delays, events } = setUp(seconds);
      hand.advance(seconds * 1000 - 1);
      expect(events).toEqual([]);
      hand.advance(1);
      expect(events).toEqual([{ type: "ended", wasAborted: false }]);
      expect(Math.max(...delays)).toBeLessThanOrEqual(LONGEST_TIMEOUT_MS);
      expect(hand.waiting).toBe(0);
    },
  );

  it("ends at once when it is aborted, once only, and leaves no timer", () => {
    const { hand, events, wait } = setUp(604_800);
    hand.advance(100_000_000);
    wait.abort();
    wait.abort();
    expect(events).toEqual([{ type: "ended", wasAborted: true }]);
    expect(hand.waiting).toBe(0);
  });

  it("that is over stays over when it is aborted", () => {
    const { hand, events, wait } = setUp(1);
    hand.advance(1000);
    wait.abort();
    expect(events).toEqual([{ type: "ended", wasAborted: false }]);
  });

  it("of less than no time ends in a moment, but not before it was started", () => {
    const { hand, events } = setUp(-5);
    expect(events).toEqual([]);
    hand.advance(0);
    expect(events).toHaveLength(1);
  });
});
