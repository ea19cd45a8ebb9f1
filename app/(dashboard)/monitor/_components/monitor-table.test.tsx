import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { RunListItem } from "@/lib/domain/run/run-item";
import type { MonitorRow } from "../monitor-page";
import { type ChildRows, treeEntries } from "../tree-rows";
import { DEFAULT_COLUMNS } from "./monitor-columns";
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

function html(rows: MonitorRow[], expanded: string[]): string {
  const below: Record<string, ChildRows> = {
    chain: { state: "read", rows: [load], isCut: false },
    load: { state: "read", rows: [extract], isCut: false },
  };
  const nothing = () => undefined;
  return renderToStaticMarkup(
    <MonitorTable
      rows={rows}
      entries={treeEntries(rows, new Set(expanded), (id) => below[id])}
      columns={DEFAULT_COLUMNS}
      vocabulary="state"
      selected={new Set()}
      openRun=""
      isSelectable
      tableRef={{ current: null }}
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
