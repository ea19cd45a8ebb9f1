import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_DEFINITION_LIST,
  DEFINITION_TABS,
  definitionHref,
  definitionListHref,
  parseDefinitionList,
  parseDefinitionView,
} from "./search-params";

const queryOf = (href: string) => new URL(href, "http://x.test").searchParams;

describe("the address of the list of definitions", () => {
  it("is bare while nothing is narrowed", () => {
    expect(definitionListHref(DEFAULT_DEFINITION_LIST)).toBe("/definitions");
  });

  it("gives back every view it was made from", () => {
    const view = fc.record({
      q: fc.string({ maxLength: 40 }).map((text) => text.trim()),
      active: fc.constantFrom("", "yes", "no"),
      system: fc.constantFrom("", "yes"),
      sort: fc.constantFrom("name", "number"),
      order: fc.constantFrom("asc", "desc"),
      cursor: fc.constantFrom("", "WyJhZnRlciJd", "a-b_c"),
    } as const);
    fc.assert(
      fc.property(view, (whole) => {
        expect(parseDefinitionList(queryOf(definitionListHref(whole)))).toEqual(whole);
      }),
    );
  });

  it("takes what it does not understand for absent", () => {
    const strange = new URLSearchParams(
      "active=maybe&system=maybe&sort=size&order=up&cursor=a b&q=%00close%0A",
    );
    expect(parseDefinitionList(strange)).toEqual({ ...DEFAULT_DEFINITION_LIST, q: "close" });
  });
});

describe("the address of a definition", () => {
  it.each(DEFINITION_TABS)("keeps the tab %s and the page in it", (tab) => {
    const href = definitionHref("1", { tab, cursor: "abc" });
    expect(parseDefinitionView(queryOf(href))).toEqual({ tab, cursor: "abc" });
  });

  it("is bare on its overview", () => {
    expect(definitionHref("1", { tab: "overview" })).toBe("/definitions/1");
  });
});
