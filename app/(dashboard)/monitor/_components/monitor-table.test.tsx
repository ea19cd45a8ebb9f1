import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { RunListItem } from "@/lib/domain/run/run-item";
import type { Selection } from "@/lib/domain/run/selection";
import { DEFAULT_LAYOUT, type MonitorLayout } from "../monitor-layout";
import type { MonitorRow } from "../monitor-page";
import { type ChildRows, treeEntries } from "../tree-rows";
import { MonitorTable } from "./monitor-table";

function row(id: string, facts: Partial<RunListItem>): MonitorRow {
  const at = "2025-11-14T02:14:05.000Z";
  return {
    ...{ id, tenantId: "1", tenant: "Provider", definition: "Close books", definitionId: "2" },
    ...{ role: "job", kind: "http", jobName: "CLOSE_BOOKS", jobCount: "02140501" },
    ...{ state: "Completed", stage: "final", detail: null, reason: null },
    ...{ explanation: "All its steps have ended", queue: "Default", priority: 50, server: null },
    ...{ submittedAt: at, startAt: at, plannedAt: null, startedAt: at, endedAt: at },
    ...{ attempt: 1, httpStatus: null, returnCode: null, schedule: null, submittedBy: "operator" },
    ...{ parent: null, chain: null, step: null, call: null, iteration: null, restartOf: null },
    ...{ waitsFor: null, heldUpBy: null, actions: [], strip: [] },
    vocabularies: {
      backgroundJob: "F",
      schedulingApi: { runStatus: "COMPLETED", runState: "SUCCESS" },
      command: "completed",
      workload: "COMPLETED",
    },
    ...facts,
  };
}

const chain = row("chain", { role: "chain", kind: "chain" });
const place = { parent: "chain", chain: "chain", step: "LOAD", iteration: 2 };
const load = row("load", { ...place, role: "step", kind: "chain", jobName: "LOAD" });
const call = { ...place, role: "call", call: "EXTRACT", parent: "load", jobName: "EXTRACT_ALL" };
const extract = row("extract", { ...call, jobCount: "02140502" });

type Look = { layout?: MonitorLayout; selection?: Selection; openRun?: string };

function html(rows: MonitorRow[], expanded: string[] = [], look: Look = {}): string {
  const below: Record<string, ChildRows> = {
    chain: { state: "read", rows: [load], isCut: false },
    load: { state: "read", rows: [extract], isCut: false },
  };
  const nothing = () => undefined;
  return renderToStaticMarkup(
    <MonitorTable
      rows={rows}
      entries={treeEntries(rows, new Set(expanded), (id) => below[id])}
      selection={look.selection ?? {}}
      layout={look.layout ?? DEFAULT_LAYOUT}
      vocabulary="state"
      selected={new Set()}
      openRun={look.openRun ?? ""}
      isSelectable
      tableRef={{ current: null }}
      scrollRef={{ current: null }}
      revealRef={{ current: null }}
      onSort={nothing}
      onResize={nothing}
      onToggle={nothing}
      onTogglePage={nothing}
      onOpen={nothing}
      onExpand={nothing}
      onKeyDown={nothing}
    />,
  );
}

const textOf = (markup: string) => markup.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

describe("the table of the monitor", () => {
  it("offers to unfold a chain and nothing else", () => {
    const markup = html([chain, row("job", {})], []);
    expect(markup.match(/aria-expanded="false"/g)).toHaveLength(1);
    expect(markup).toContain('aria-label="Steps of CLOSE_BOOKS / 02140501"');
  });

  it("names steps and calls below a chain as the chain does", () => {
    const markup = html([chain], ["chain", "load"]);
    expect(markup.match(/aria-expanded="true"/g)).toHaveLength(2);
    expect(textOf(markup)).toMatch(/LOAD step, round 2 .*EXTRACT EXTRACT_ALL 02140502/);
    expect(markup).toContain('data-row="chain/load/extract"');
  });

  it("says of a call that a filter found where it belongs", () => {
    expect(textOf(html([extract], []))).toContain(
      "EXTRACT_ALL 02140502 in LOAD (round 2) › EXTRACT",
    );
  });
});

describe("the head of the table", () => {
  const heads = (look: Look) =>
    [...html([row("job", {})], [], look).matchAll(/<th[^>]*>.*?<\/th>/g)].map(([head]) => head);
  const head = (name: string, look: Look) =>
    heads(look).find((markup) => textOf(markup).trim().startsWith(name)) ?? "";
  const columns: MonitorLayout["columns"] = ["submitted", "queue", "duration"];
  const layout = { ...DEFAULT_LAYOUT, columns };

  it("has the columns of the layout in their order, and what fits when a run is open beside it", () => {
    const names = (look: Look) => heads(look).map((markup) => textOf(markup).trim());
    expect(names({ layout })).toEqual([
      "",
      "State",
      "Run",
      "Submitted",
      "Queue",
      "Duration",
      "Duration",
    ]);
    expect(names({ layout, openRun: "job" })).toEqual(["", "State", "Run", "Duration", "Duration"]);
  });

  it("says what the list is sorted by, and of a column it cannot be sorted by why", () => {
    expect(head("Submitted", { layout })).toContain('aria-sort="descending"');
    expect(head("Duration", { layout })).toContain('aria-sort="none"');
    expect(head("Queue", { layout })).not.toContain("aria-sort");
    expect(head("Queue", { layout })).toContain("not by this column");
    expect(head("Duration", { layout })).toContain("narrow the period");
    const selection: Selection = { from: "now-24h", sort: "duration" };
    expect(head("Duration", { layout, selection })).toContain('aria-sort="ascending"');
    expect(head("Duration", { layout, selection })).not.toContain("narrow the period");
  });
});

describe("a long page", () => {
  const many = Array.from({ length: 300 }, (_, index) => row(`run-${index}`, {}));

  it("draws the rows in view, each with its place among all", () => {
    const markup = html(many);
    expect(markup).toContain('aria-rowcount="301"');
    expect(markup).toContain('aria-rowindex="2"');
    expect(markup.match(/data-row=/g)?.length).toBeLessThan(100);
  });

  it("draws all rows as long as there are few", () => {
    expect(html(many.slice(0, 100)).match(/data-row=/g)).toHaveLength(100);
  });
});

describe("a run that left the list", () => {
  it("stays in its place and says so", () => {
    const markup = textOf(html([{ ...row("job", {}), left: "unfit" }]));
    expect(markup).toContain("does not fit any more");
  });
});
