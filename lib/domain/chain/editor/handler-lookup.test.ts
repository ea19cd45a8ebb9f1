import { describe, expect, it } from "vitest";
import { chainDefinitionSchema } from "@/lib/domain/chain/chain-definition";
import { editedChainOf, newHandler } from "./edited-chain";
import { fallbackOf, withHandler } from "./handler-lookup";

function chainWith(own: object[], shared: object[], requestRestartByDefault = false) {
  const steps = [{ name: "A", handlers: own }];
  return editedChainOf(
    chainDefinitionSchema.parse({ steps, handlers: shared, requestRestartByDefault }),
  );
}

function fallback(chain: ReturnType<typeof chainWith>, on: "Error" | "Completed") {
  const found = fallbackOf(chain, chain.steps[0] ?? null, on);
  return "handler" in found ? `${found.level} ${found.handler.on}` : found.level;
}

const CONTINUE = { action: "Continue" };

describe("what applies without a handler (8.2 rule 4)", () => {
  it("is the step's Otherwise before the chain's handler for the trigger", () => {
    const chain = chainWith([{ on: "Otherwise", ...CONTINUE }], [{ on: "Error", ...CONTINUE }]);
    expect(fallback(chain, "Error")).toBe("same Otherwise");
  });

  it("is the chain's handler, then its Otherwise", () => {
    const shared = [
      { on: "Otherwise", ...CONTINUE },
      { on: "Error", ...CONTINUE },
    ];
    expect(fallback(chainWith([], shared), "Error")).toBe("chain Error");
    expect(fallback(chainWith([], shared), "Completed")).toBe("chain Otherwise");
  });

  it("is the chain's own Otherwise on the level of the chain", () => {
    const chain = chainWith([], [{ on: "Otherwise", ...CONTINUE }]);
    expect(fallbackOf(chain, null, "Error").level).toBe("same");
    expect(fallbackOf(chain, null, "Otherwise").level).toBe("default");
  });

  it("is the request for a restart for bad ends only, at last the system default", () => {
    expect(fallback(chainWith([], [], true), "Error")).toBe("switch");
    expect(fallback(chainWith([], [], true), "Completed")).toBe("default");
    expect(fallback(chainWith([], []), "Error")).toBe("default");
  });
});

describe("setting a handler", () => {
  it("leaves at most one for a trigger, at the place of the first", () => {
    const handlers = [
      newHandler("Error", "Continue"),
      newHandler("Killed", "Continue"),
      newHandler("Error", "End"),
    ];
    const set = withHandler(handlers, "Error", newHandler("Error", "Goto"));
    expect(set.map(({ on, action }) => `${on} ${action}`)).toEqual([
      "Error Goto",
      "Killed Continue",
    ]);
    expect(withHandler(handlers, "Error", null).map(({ on }) => on)).toEqual(["Killed"]);
  });
});
