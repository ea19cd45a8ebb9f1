import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { MonitorPage, MonitorRow } from "../monitor-page";
import { EMPTY_SELECTION, type SelectionChange } from "../search-params";
import { MonitorPager } from "./monitor-pager";

function pager(facts: Partial<MonitorPage>, selection: SelectionChange = {}): string {
  const rows = [{ id: "one" }, { id: "two" }] as MonitorRow[];
  const arrived = { count: 0, isMore: false };
  const page = { rows, older: null, newer: null, arrived, lookedTo: null, live: {}, ...facts };
  return renderToStaticMarkup(
    <MonitorPager
      page={page}
      selection={{ ...EMPTY_SELECTION, ...selection }}
      onGo={() => undefined}
      onNarrow={() => undefined}
    />,
  );
}

describe("the pages of the list", () => {
  it("are addresses that keep the selection", () => {
    const markup = pager({ older: "b2xkZXI" }, { state: ["failed"], size: 200 });
    expect(markup).toContain('href="/monitor?state=failed&amp;size=200&amp;cursor=b2xkZXI"');
  });

  it("are newer and older only while the list is in the order of time", () => {
    expect(pager({})).toContain("Newer");
    expect(pager({})).toContain("2 runs, newest first");
    const longest = pager({}, { sort: "-duration", from: "now-24h" });
    expect(longest).toContain("2 runs, longest first");
    expect(longest).toContain("Previous");
    expect(longest).not.toContain("Newer");
  });

  it("say how far back a slow filter was looked through", () => {
    const markup = pager({ lookedTo: "2025-11-14T14:00:00.000Z", older: "b2xkZXI" });
    expect(markup).toContain("Searched back to 2025-11-14 14:00:00");
  });

  it("are not there when nothing was found and nothing is left to look through", () => {
    expect(pager({ rows: [] })).toBe("");
    expect(pager({ rows: [], older: "b2xkZXI" })).not.toBe("");
  });
});
