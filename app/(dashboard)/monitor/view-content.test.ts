import { describe, expect, it } from "vitest";
import { DEFAULT_LAYOUT, type MonitorLayout } from "./monitor-layout";
import { EMPTY_SELECTION, type MonitorSelection, monitorHref } from "./search-params";
import { isChangedSince, layoutOfView, selectionOfView, viewContentOf } from "./view-content";

const ID = "0193a4c2-7b1e-7c3d-8f00-0123456789ab";
const selection: MonitorSelection = {
  ...EMPTY_SELECTION,
  state: ["failed"],
  endedFrom: "now-24h",
  sort: "-ended",
  size: 200,
  cursor: "b2xkZXI6MDE5M2E0YzI",
  run: ID,
};
const layout: MonitorLayout = {
  columns: ["why", "queue"],
  widths: { why: 300, run: 200 },
  density: "comfortable",
};

describe("a saved view", () => {
  const content = viewContentOf(selection, layout, "backgroundJob");

  it("keeps filters, order, size, words and columns, and neither the page nor the run beside it", () => {
    expect(content).toEqual({
      query:
        "state=failed&endedFrom=now-24h&sort=-ended&size=200&words=backgroundJob&density=comfortable&widths=why.300,run.200",
      columns: ["why", "queue"],
    });
    expect(layoutOfView(content)).toEqual(layout);
  });

  it("opens at an address that says all of it to somebody who cannot see the view", () => {
    const opened = selectionOfView({ id: ID, query: content.query });
    expect(monitorHref(opened)).toBe(
      `/monitor?state=failed&endedFrom=now-24h&sort=-ended&size=200&words=backgroundJob&view=${ID}`,
    );
  });

  it("tells whether the list was changed since", () => {
    const opened = selectionOfView({ id: ID, query: content.query });
    expect(isChangedSince(content, viewContentOf(opened, layout, "backgroundJob"))).toBe(false);
    const other = { ...opened, q: "close" };
    expect(isChangedSince(content, viewContentOf(other, layout, "backgroundJob"))).toBe(true);
    expect(isChangedSince(content, viewContentOf(opened, DEFAULT_LAYOUT, "backgroundJob"))).toBe(
      true,
    );
  });

  it("has no layout of its own without columns", () => {
    expect(layoutOfView({ query: "state=failed", columns: [] })).toBeNull();
  });
});
