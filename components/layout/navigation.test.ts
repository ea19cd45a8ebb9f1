import { describe, expect, it } from "vitest";
import { currentNavItem, NAV_GROUPS } from "@/components/layout/navigation";

describe("currentNavItem", () => {
  it.each([
    ["/", "/"],
    ["/monitor", "/monitor"],
    ["/definitions/42", "/definitions"],
    ["/admin/users", "/admin/users"],
  ])("on %s marks %s", (path, href) => {
    expect(currentNavItem(NAV_GROUPS, path)?.href).toBe(href);
  });

  it("marks nothing on a page outside the navigation", () => {
    expect(currentNavItem(NAV_GROUPS, "/runs/1")).toBeUndefined();
    expect(currentNavItem(NAV_GROUPS, "/monitoring")).toBeUndefined();
  });

  it("gives every shortcut to one page only", () => {
    const keys = NAV_GROUPS.flatMap((group) => group.items.flatMap((item) => item.keys ?? []));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
