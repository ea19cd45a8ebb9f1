import { describe, expect, it } from "vitest";
import { definitionPropertiesSchema } from "./definition-properties";
import { placedReferencesOf, referencesOf } from "./definition-references";

const definition = {
  queue: "NIGHT",
  properties: definitionPropertiesSchema.parse({
    parameters: [{ name: "open", default: "=Time.isTimeWindowOpen(Time.now(), 'OFFICE')" }],
    locks: [{ lock: "LEDGER" }],
    waitEvents: [{ event: "CLOSED" }],
    raiseEvents: [{ event: "DONE" }],
    timeWindow: "OFFICE",
    calendar: "BANK",
    chain: {
      steps: [
        {
          name: "A",
          precondition: { window: "MONDAYS" },
          calls: [
            { name: "C", definition: "load", queue: "FAST", window: "EVENINGS" },
            {
              name: "D",
              definition: "load",
              precondition: { expression: "=Event.isEventRaised('READY')", window: "MONDAYS" },
            },
          ],
        },
      ],
    },
  }),
};

describe("what a definition refers to", () => {
  it("is found at every place it may stand", () => {
    const call = "chain.steps.0.calls";
    expect(placedReferencesOf(definition)).toEqual([
      { kind: "queue", name: "NIGHT", path: "queue" },
      { kind: "lock", name: "LEDGER", path: "locks.0.lock" },
      { kind: "event", name: "CLOSED", path: "waitEvents.0.event" },
      { kind: "event", name: "DONE", path: "raiseEvents.0.event" },
      { kind: "window", name: "OFFICE", path: "timeWindow" },
      { kind: "calendar", name: "BANK", path: "calendar" },
      { kind: "window", name: "OFFICE", path: "parameters.0.default" },
      { kind: "window", name: "MONDAYS", path: "chain.steps.0.precondition.window" },
      { kind: "definition", name: "load", path: `${call}.0.definition` },
      { kind: "queue", name: "FAST", path: `${call}.0.queue` },
      { kind: "window", name: "EVENINGS", path: `${call}.0.window` },
      { kind: "definition", name: "load", path: `${call}.1.definition` },
      { kind: "window", name: "MONDAYS", path: `${call}.1.precondition.window` },
      { kind: "event", name: "READY", path: `${call}.1.precondition.expression` },
    ]);
  });

  it("is listed once, however often it is named", () => {
    const names = referencesOf(definition).map(({ kind, name }) => `${kind} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(11);
  });

  it("is its queue at least", () => {
    const properties = definitionPropertiesSchema.parse({});
    expect(referencesOf({ queue: "Default", properties })).toEqual([
      { kind: "queue", name: "Default" },
    ]);
  });
});
