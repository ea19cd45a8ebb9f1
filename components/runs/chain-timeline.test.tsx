import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ChainTimeline } from "@/components/runs/chain-timeline";
import { ChainTransitionsTable } from "@/components/runs/chain-transitions-table";
import type { ChainRunItem, ChainRuns } from "@/lib/domain/run/chain-runs";
import type { RunState } from "@/lib/domain/run/run-state";

const START = Date.UTC(2025, 10, 14, 14, 0, 0);
let serial = 0;

type Change = [to: RunState, seconds: number, reason?: string];

function run(facts: Partial<ChainRunItem>, changes: Change[]): ChainRunItem {
  serial += 1;
  return {
    ...{ id: `run-${String(serial).padStart(6, "0")}`, parent: null, role: "chain", kind: "chain" },
    ...{ step: null, call: null, iteration: null, jobName: "CLOSE", jobCount: "02140501" },
    ...{ definition: "Close", reason: null, explanation: "", waitsFor: null, heldUpBy: null },
    ...{ startAt: "", startedAt: null, endedAt: null, restartOf: null },
    state: changes.at(-1)?.[0] ?? "New",
    transitions: changes.map(([to, seconds, reason]) => ({
      at: new Date(START + seconds * 1000).toISOString(),
      ...{ from: null, to, actor: "gatekeeper", reason: reason ?? null },
    })),
    ...facts,
  };
}

function chainOf(steps: number, calls: number): ChainRuns {
  const root = run({}, [
    ["Waiting", 0],
    ["Completed", 6],
  ]);
  const runs: ChainRunItem[] = [];
  for (let index = 0; index < steps; index += 1) {
    const name = `STEP${index}`;
    const step = run({ parent: root.id, role: "step", step: name }, [["Completed", 5]]);
    runs.push(step);
    for (let call = 0; call < calls; call += 1) {
      const place = {
        parent: step.id,
        role: "call",
        step: name,
        call: `CALL${call}`,
        kind: "http",
      };
      runs.push(
        run(place, [
          ["LockWait", 0, "LOCK: LEDGER"],
          ["Running", 3],
          ["Completed", 5],
        ]),
      );
    }
  }
  return { root, runs, isCut: false };
}

const hrefOf = (id: string) => `/runs/${id}`;
const lanesIn = (html: string) => html.split("data-lane=").length - 1;

describe("the timeline of a chain", () => {
  it("has a lane for the chain, each step and each call, hatched and worded where it waits", () => {
    const html = renderToStaticMarkup(<ChainTimeline chain={chainOf(1, 2)} hrefOf={hrefOf} />);
    expect(lanesIn(html)).toBe(4);
    const [, waiting = ""] = /<button([^>]*data-tone="waiting"[^>]*)>/.exec(html) ?? [];
    expect(waiting).toContain('data-fill="cross"');
    expect(waiting).toContain("waiting for lock LEDGER, by gatekeeper");
  });

  it("tells of a wait that lasts what is in its way now", () => {
    const chain = chainOf(1, 0);
    const why = "Waiting for lock LEDGER, held by CLOSE_BOOKS 02140501 since 02:14 UTC";
    const place = { parent: chain.runs[0]?.id ?? "", role: "call", call: "EXTRACT" };
    const waiting = run({ ...place, explanation: why }, [["LockWait", 0, "LOCK: LEDGER"]]);
    const live = { ...chain, runs: [...chain.runs, waiting] };
    expect(renderToStaticMarkup(<ChainTimeline chain={live} hrefOf={hrefOf} />)).toContain(why);
  });

  it("begins with the calls of a long chain folded away", () => {
    const html = renderToStaticMarkup(<ChainTimeline chain={chainOf(20, 15)} hrefOf={hrefOf} />);
    expect(lanesIn(html)).toBe(21);
    expect(html).toContain("21 lanes of 321");
  });

  it("says so when there are more runs than it has", () => {
    const chain = { ...chainOf(1, 1), isCut: true };
    expect(renderToStaticMarkup(<ChainTimeline chain={chain} hrefOf={hrefOf} />)).toContain(
      "the first 2 are shown",
    );
  });
});

describe("its twin as a table", () => {
  it("has a row for each stay, with the reason in words and as it was recorded", () => {
    const html = renderToStaticMarkup(
      <ChainTransitionsTable chain={chainOf(1, 1)} hrefOf={hrefOf} label="CLOSE / 02140501" />,
    );
    expect(html.split("<tr").length - 1).toBe(1 + 6);
    expect(html).toContain("waiting for lock LEDGER");
    expect(html).toContain('title="LOCK: LEDGER"');
  });
});
