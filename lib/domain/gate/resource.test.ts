import { describe, expect, it } from "vitest";
import {
  eventResource,
  lockResource,
  parseResource,
  queueResource,
  windowResource,
} from "./resource";

describe("the text of what a run waits for", () => {
  it.each([
    [queueResource, "queue"],
    [lockResource, "lock"],
    [eventResource, "event"],
    [windowResource, "window"],
  ] as const)("leads back to the kind and the name, whatever is in the name", (write, kind) => {
    for (const name of ["NIGHT", "ledger: closed", ":", "a:b:c", "queue:X", "Nächte /2"]) {
      expect(parseResource(write(name))).toEqual({ kind, name });
    }
  });

  it.each(["", "queue", "queue:", ":X", "server:X", "Queue:X"])("is not %j", (text) => {
    expect(parseResource(text)).toBeNull();
  });
});
