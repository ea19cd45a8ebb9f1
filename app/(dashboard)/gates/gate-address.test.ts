import { describe, expect, it } from "vitest";
import { gateHref, gateListHref, gateNameOf, listQueryOf, parseGateList } from "./gate-address";

const reader = (query: string) => new URL(`http://x${query}`).searchParams;

describe("addresses of gates", () => {
  it("lead back to the name, whatever it is", () => {
    for (const name of ["NIGHT", "a/b c", "50 %", "Ä?#"]) {
      const segment = gateHref("locks", name).split("/").at(-1) ?? "";
      expect(gateNameOf(segment)).toBe(name);
    }
    expect(gateNameOf("%zz")).toBe("%zz");
  });

  it("keep what a list is narrowed to, and leave out what is as usual", () => {
    const view = { q: "a&b", cursor: "Zm9v" };
    expect(parseGateList(reader(gateListHref("queues", view).slice("/gates".length)))).toEqual(
      view,
    );
    expect(gateListHref("queues", { q: "", cursor: "" })).toBe("/gates/queues");
    expect(listQueryOf(view)).toEqual({ name: "a&b", cursor: "Zm9v" });
    expect(listQueryOf(parseGateList(reader("/?cursor=%25%25")))).toEqual({});
  });
});
