import { describe, expect, it } from "vitest";
import { definitionPropertiesSchema } from "@/lib/domain/definition/definition-properties";
import { hasGates } from "./has-gates";

const of = (properties: object) => definitionPropertiesSchema.parse(properties);

describe("a definition has gates", () => {
  it.each([
    { locks: [{ lock: "A" }] },
    { waitEvents: [{ event: "A" }] },
    { raiseEvents: [{ event: "A" }] },
    { timeWindow: "A" },
    { restart: { on: { Error: "Restart" } } },
    { runtimeLimit: { maxSeconds: 1 } },
  ])("when it has %j", (properties) => {
    expect(hasGates(of(properties), "http")).toBe(true);
  });

  it("when it is a chain, and otherwise not by itself", () => {
    expect(hasGates(of({}), "chain")).toBe(true);
    const harmless = of({
      parameters: [{ name: "a" }],
      returnCodes: "0-3",
      jobClass: "A",
      minimumOpenSeconds: 5,
    });
    expect(hasGates(harmless, "program")).toBe(false);
  });
});
