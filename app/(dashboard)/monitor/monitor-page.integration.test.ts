import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeDefinition, makeRun } from "@/lib/testing/engine-factories";
import { createEngineHarness, type EngineHarness } from "@/lib/testing/engine-harness";
import { countMatching } from "./count-matching";
import { readLeftRows, readMonitorChildren, readMonitorPage } from "./monitor-page";
import { EMPTY_SELECTION } from "./search-params";

let harness: EngineHarness;
/** Oldest first. */
const runs: string[] = [];
const STATES = ["Completed", "Error", "Running", "Completed", "Held"] as const;

beforeAll(async () => {
  harness = await createEngineHarness();
  const definition = await makeDefinition(harness.db.pool, harness.tenantId);
  for (const state of STATES) {
    const at = harness.clock.now();
    const id = harness.deps.newId(at);
    runs.push(await makeRun(harness.db.pool, definition, { state, at, columns: { id } }));
    harness.clock.advance(60_000);
  }
});
afterAll(() => harness.close());

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe("a page of the monitor", () => {
  it("shows the newest runs first, each with its state changes, and counts what has not ended", async () => {
    const page = await readMonitorPage(harness.context(), EMPTY_SELECTION);
    expect(idsOf(page.rows)).toEqual(runs.toReversed());
    expect(page.rows.map(({ strip }) => strip.at(-1)?.to)).toEqual(STATES.toReversed());
    expect(page).toMatchObject({ older: null, newer: null, live: { Running: 1, Held: 1 } });
  });

  it("begins with the run the reader holds on to and says how many came in above it", async () => {
    const page = await readMonitorPage(harness.context(), EMPTY_SELECTION, runs[2]);
    expect(idsOf(page.rows)).toEqual([runs[2], runs[1], runs[0]]);
    expect(page.arrived).toEqual({ count: 2, isMore: false });
  });

  it("counts only those above that fit the filters", async () => {
    const failed = { ...EMPTY_SELECTION, state: ["failed" as const, "Completed" as const] };
    const page = await readMonitorPage(harness.context(), failed, runs[1]);
    expect(idsOf(page.rows)).toEqual([runs[1], runs[0]]);
    expect(page.arrived.count).toBe(1);
  });

  it("reads a time range as far as the moment of reading", async () => {
    const lately = { ...EMPTY_SELECTION, from: "now-2m", to: "now" };
    const page = await readMonitorPage(harness.context(), lately);
    expect(idsOf(page.rows)).toEqual([runs[4], runs[3]]);
  });
});

describe("a page that is renewed under a busy reader", () => {
  it("reads the runs that do not fit any more as they are now, and of a deleted one nothing", async () => {
    const gone = "0193a4c2-7b1e-7c3d-8f00-0123456789ab";
    const { rows } = await readLeftRows(harness.context(), [runs[0] ?? "", gone, "no id"]);
    expect(rows.map(({ id, state }) => [id, state])).toEqual([[runs[0], "Completed"]]);
  });
});

describe("the order of the monitor", () => {
  it("is turned round by a press on the column of submission", async () => {
    const oldest = { ...EMPTY_SELECTION, sort: "submitted" as const };
    const page = await readMonitorPage(harness.context(), oldest, runs[2]);
    expect(idsOf(page.rows)).toEqual(runs);
  });
});

describe("all runs that match", () => {
  it("are counted with those that allow an action", async () => {
    const ended = { ...EMPTY_SELECTION, state: ["failed" as const, "Completed" as const] };
    const context = harness.context();
    expect(await countMatching(context, ended, "restart")).toEqual({
      ...{ count: 3, isMore: false, open: 3 },
    });
    expect(await countMatching(context, EMPTY_SELECTION, "cancel")).toMatchObject({
      count: 5,
      open: 1,
    });
    expect(await countMatching(context, ended, "kill")).toMatchObject({ open: 0 });
  });
});

describe("a chain in the monitor", () => {
  it("is one row, with its steps and their calls to be unfolded, and counted without its steps", async () => {
    const definition = await makeDefinition(harness.db.pool, harness.tenantId);
    const made: string[] = [];
    const add = async (role: string, columns: Record<string, unknown>) => {
      harness.clock.advance(1000);
      const at = harness.clock.now();
      const id = harness.deps.newId(at);
      const kind = role === "call" ? "http" : "chain";
      const wish = { state: "Waiting", at, columns: { id, role, kind, ...columns } } as const;
      made.push(await makeRun(harness.db.pool, definition, wish));
      return id;
    };
    const chain = await add("chain", {});
    const step = await add("step", { parent_id: chain, chain_id: chain, step_name: "LOAD" });
    const call = await add("call", {
      ...{ parent_id: step, chain_id: chain, step_name: "LOAD", call_name: "EXTRACT" },
    });
    const page = await readMonitorPage(harness.context(), EMPTY_SELECTION);
    expect(idsOf(page.rows).filter((id) => made.includes(id))).toEqual([chain]);
    expect(page.live.Waiting).toBe(2);
    const steps = await readMonitorChildren(harness.context(), chain);
    expect([idsOf(steps.rows), steps.isCut]).toEqual([[step], false]);
    expect(idsOf((await readMonitorChildren(harness.context(), step)).rows)).toEqual([call]);
    const waiting = { ...EMPTY_SELECTION, state: ["Waiting" as const] };
    const found = await readMonitorPage(harness.context(), waiting);
    expect(idsOf(found.rows)).toEqual([call, chain]);
  });
});
