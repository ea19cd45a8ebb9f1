import { describe, expect, it } from "vitest";
import { reasonWords } from "./reason-words";

describe("the reason of a state change, in words", () => {
  it.each([
    ["LockWait", "LOCK: LEDGER", "waiting for lock LEDGER"],
    ["EventWait", "EVENT: CLOSED: PERIOD 11", "waiting for event CLOSED: PERIOD 11"],
    ["Queued", "QUEUE_FULL: NIGHT", "queue NIGHT was full"],
    ["QueueHeld", "HELD: NIGHT", "queue NIGHT was held"],
    ["QueueHeld", "WINDOW_CLOSED: NIGHT", "queue NIGHT was closed outside its time window"],
    ["Scheduled", "WINDOW_CLOSED: OFFICE", "outside its time window OFFICE"],
    ["Queued", "NO_SLOT", "no slot was free"],
    ["Error", "RETURN_CODE: 3", "the program ended with return code 3"],
    [
      "Completed",
      "by handler Error of step LOAD: Continue",
      "handler Error of step LOAD: Continue",
    ],
    ["Error", "HTTP_503", "the endpoint answered 503"],
    ["Held", "Month end first", "Month end first"],
    ["Held", "Note: see LEDGER", "Note: see LEDGER"],
  ] as const)("%s, %s → %s", (state, reason, text) => {
    expect(reasonWords(state, reason)).toBe(text);
  });

  it("is nothing without a reason", () => {
    expect(reasonWords("Running", null)).toBeNull();
  });
});
