import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { loadByHour } from "@/lib/domain/report/load-hours";
import { tableOverTime } from "@/lib/domain/report/load-table";
import type { LoadReport } from "@/lib/queries/reports/load-report";
import { HeatMap } from "./heat-map";

const at = (text: string) => new Date(`2026-03-02T${text}Z`);
const period = { from: at("10:00:00"), until: at("12:30:00") };
const spans = [
  { startedAt: at("10:15:00"), endedAt: at("10:45:00") },
  { startedAt: at("10:30:00"), endedAt: at("12:10:00") },
];

function drawn(more: Partial<LoadReport> = {}): string {
  const report: LoadReport = {
    ...tableOverTime(new Map([["node-1", loadByHour(spans, period)]]), period),
    ...{ view: "servers", source: "runs", period, notes: [], lengths: new Map() },
    slots: new Map([["node-1", 2]]),
    ...more,
  };
  const markup = renderToStaticMarkup(
    <HeatMap report={report} rowWord="Process server" now={period.until} />,
  );
  return markup.replaceAll("&amp;", "&");
}

describe("the heat map", () => {
  it("is a table that says of each field its slot time, peak, starts and use", () => {
    const markup = drawn();
    expect(markup).toContain('scope="row"');
    expect(markup).toContain(
      "node-1, 2026-03-02 10:00: 1 h 00 m of slot time, at most 2 at once, 2 starts, 50 % of its 2 slots now",
    );
    expect(markup.match(/<th[^>]*scope="col"/g)).toHaveLength(5);
  });

  it("tints the busiest field most and leaves an empty one alone", () => {
    const tints = [...drawn().matchAll(/var\(--accent\) (\d+)%/g)].map(([, percent]) =>
      Number(percent),
    );
    expect(tints).toEqual([40, 40, 7]);
    const idle = { ...tableOverTime(new Map([["node-1", loadByHour([], period)]]), period) };
    expect(drawn(idle)).not.toContain("color-mix");
  });

  it("leads to the runs under way in the hour on that server, in the present hour also to those that go on", () => {
    const links = [...drawn().matchAll(/href="([^"]+)"/g)].map(
      ([, href]) => new URL(href ?? "", "http://x"),
    );
    const [first, , last] = links.map((url) => url.searchParams);
    expect(Object.fromEntries(first ?? [])).toMatchObject({
      server: "node-1",
      startedTo: "2026-03-02T11:00:00.000Z",
      endedFrom: "2026-03-02T10:00:00.000Z",
    });
    expect(last?.has("endedFrom")).toBe(false);
  });

  it("names no server in the links of another view", () => {
    expect(drawn({ view: "queues" })).toContain("queue=node-1");
    expect(drawn({ view: "hours" })).not.toContain("node-1&");
  });
});
