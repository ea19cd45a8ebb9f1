import { describe, expect, it } from "vitest";
import { RICH_DOCUMENT } from "@/lib/testing/rich-configuration";
import { GATE_SCHEMAS } from "./configuration-content";
import { configuredDefinitionSchema } from "./configuration-document";
import { withoutDefaults } from "./without-defaults";

describe("withoutDefaults", () => {
  it.each(Object.entries(RICH_DOCUMENT.definitions))(
    "leaves of %s what was given, and what reads back to the same",
    (_name, given) => {
      const read = configuredDefinitionSchema.parse(given);
      const left = withoutDefaults(configuredDefinitionSchema, JSON.parse(JSON.stringify(read)));
      expect(configuredDefinitionSchema.parse(left)).toEqual(read);
      for (const field of Object.keys(left)) expect(Object.keys(given)).toContain(field);
    },
  );

  it("keeps an entry whose fields all have their defaults", () => {
    const read = GATE_SCHEMAS.queue.parse({ servers: [{ server: "A" }] });
    expect(withoutDefaults(GATE_SCHEMAS.queue, read)).toEqual({ servers: [{ server: "A" }] });
    expect(withoutDefaults(GATE_SCHEMAS.queue, GATE_SCHEMAS.queue.parse({}))).toEqual({});
  });

  it("keeps null where it is not the default, and fields its schema does not know", () => {
    const left = withoutDefaults(GATE_SCHEMAS.lock, { size: null, type: "simple", other: [1] });
    expect(left).toEqual({ size: null, other: [1] });
  });

  it("leaves values alone that do not fit the schema", () => {
    const odd = { steps: "none", handlers: [{ action: "Explode" }] };
    expect(withoutDefaults(configuredDefinitionSchema, { kind: "chain", chain: odd })).toEqual({
      kind: "chain",
      chain: odd,
    });
  });
});
