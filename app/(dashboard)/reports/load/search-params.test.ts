import { describe, expect, it } from "vitest";
import { parseGapsAddress } from "../gaps/search-params";
import { loadHref, parseLoadAddress } from "./search-params";

describe("the address of the load report", () => {
  it("is read as it is written, and empty by default", () => {
    expect(loadHref({ view: "servers", from: "", to: "" })).toBe("/reports/load");
    const address = { view: "weekdays", from: "now-4w", to: "2026-11-20T02:00:00Z" } as const;
    const { searchParams } = new URL(loadHref(address), "http://x");
    expect(parseLoadAddress(searchParams)).toEqual(address);
  });

  it("counts an unknown view as absent", () => {
    expect(parseLoadAddress(new URLSearchParams("view=rooms")).view).toBe("servers");
  });
});

describe("the address of the gaps report", () => {
  it.each([
    ["lateSeconds=30&times=5", 30, 5],
    ["lateSeconds=0&times=1", 60, 3],
    ["lateSeconds=x&times=1000", 60, 3],
  ])("takes limits within bounds only: %s", (text, lateSeconds, times) => {
    expect(parseGapsAddress(new URLSearchParams(text))).toMatchObject({ lateSeconds, times });
  });
});
