import { describe, expect, it } from "vitest";
import { parseRunView, RUN_TABS, runHref } from "./search-params";

const ID = "0193a4c2-7b1e-7c3d-8f00-0123456789ab";

function readBack(href: string) {
  return parseRunView(new URL(href, "http://localhost").searchParams);
}

describe("the address of a run", () => {
  it("needs no words for the overview", () => {
    expect(runHref(ID)).toBe(`/runs/${ID}`);
    expect(runHref(ID, { tab: "overview", at: "" })).toBe(`/runs/${ID}`);
  });

  it.each(RUN_TABS)("gives back the tab %s", (tab) => {
    expect(readBack(runHref(ID, { tab }))).toEqual({ tab, at: "" });
  });

  it("gives back the moment the log begins with", () => {
    const view = { tab: "log", at: "2025-11-14T14:02:31.250Z" } as const;
    expect(readBack(runHref(ID, view))).toEqual(view);
  });

  it("takes an unknown tab for the overview and a wrong moment for none", () => {
    expect(readBack("/runs/1?tab=graph&at=2025-99-99T00:00Z")).toEqual({ tab: "overview", at: "" });
  });
});
