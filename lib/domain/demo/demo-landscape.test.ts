import { describe, expect, it } from "vitest";
import { checkChain } from "@/lib/domain/chain/check-chain";
import {
  definitionInputSchema,
  type ParsedDefinition,
} from "@/lib/domain/definition/definition-input";
import { NO_PROPERTIES } from "@/lib/domain/definition/definition-properties";
import { placedReferencesOf } from "@/lib/domain/definition/definition-references";
import { DEMO_BEHAVIOUR } from "./demo-endpoints";
import { demoGates } from "./demo-gates";
import { demoLandscape } from "./demo-landscape";

const definitions = demoLandscape("http://localhost:3000").map(
  ({ runs: _runs, ...definition }): ParsedDefinition => definitionInputSchema.parse(definition),
);
const properties = new Map(
  definitions.map((definition) => [definition.name, definition.properties ?? NO_PROPERTIES]),
);

describe("the demo landscape", () => {
  it("has every name once", () => {
    expect(properties.size).toBe(definitions.length);
  });

  it("refers only to gates it has, to the built-in queue, and to definitions made before", () => {
    const { calendars, windows, queues, locks, events } = demoGates(2026);
    const known: Record<string, Set<string>> = {
      calendar: namesOf(calendars),
      window: namesOf(windows),
      queue: namesOf([...queues, { name: "Default" }]),
      lock: namesOf(locks),
      event: namesOf(events),
      definition: new Set(),
    };
    for (const definition of definitions) {
      const own = properties.get(definition.name) ?? NO_PROPERTIES;
      for (const { kind, name } of placedReferencesOf({ ...definition, properties: own })) {
        expect(known[kind], `${definition.name} names the ${kind} ${name}`).toContain(name);
      }
      known.definition?.add(definition.name);
    }
  });

  it("has chains in which nothing is wrong", () => {
    for (const [name, { chain, parameters }] of properties) {
      if (chain === null) continue;
      const called = (of: string) => properties.get(of) ?? null;
      expect(checkChain({ chain, parameters, called }), name).toEqual([]);
    }
  });

  it("calls only endpoints that answer, but for the host that is gone", () => {
    const endpoints = definitions.flatMap(({ url }) => (url ? [new URL(url).pathname] : []));
    const unknown = endpoints.filter(
      (path) => !Object.hasOwn(DEMO_BEHAVIOUR, path.replace("/demo/endpoints/", "")),
    );
    expect(unknown).toEqual(["/old"]);
  });
});

function namesOf(named: readonly { name: string }[]): Set<string> {
  return new Set(named.map(({ name }) => name));
}
