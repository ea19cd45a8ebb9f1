import { describe, expect, it } from "vitest";
import type { ChainRunItem } from "@/lib/domain/run/chain-runs";
import { chainTransitionsTsv } from "./chain-transitions-tsv";

function run(id: string, facts: Partial<ChainRunItem>): ChainRunItem {
  return {
    ...{ id, parent: null, role: "chain", step: null, call: null, iteration: null, kind: "chain" },
    ...{ jobName: "CLOSE", jobCount: "02140501", definition: "Close", state: "Waiting" },
    ...{ reason: null, explanation: "", waitsFor: null, heldUpBy: null, restartOf: null },
    ...{ startAt: "", startedAt: null, endedAt: null, transitions: [] },
    ...facts,
  };
}

describe("chainTransitionsTsv", () => {
  it("writes one line per stay of every run, calls below their step, with what was recorded", () => {
    const change = { actor: "gatekeeper", from: null };
    const step = run("2", { parent: "1", role: "step", step: "LOAD", iteration: 1 });
    const call = run("3", {
      ...{ parent: "2", role: "call", step: "LOAD", call: "EXTRACT", iteration: 1 },
      transitions: [
        { ...change, at: "2025-11-14T14:00:00.000Z", to: "LockWait", reason: "LOCK: LEDGER" },
        { ...change, at: "2025-11-14T14:00:01.500Z", to: "Completed", reason: null },
      ],
    });
    const lines = chainTransitionsTsv({ root: run("1", {}), runs: [call, step], isCut: false });
    expect(lines.split("\n").slice(1)).toEqual([
      "3\tCLOSE\t02140501\tLOAD\tEXTRACT\t1\tLockWait\t2025-11-14T14:00:00.000Z\t2025-11-14T14:00:01.500Z\t1500\tgatekeeper\tLOCK: LEDGER",
      "3\tCLOSE\t02140501\tLOAD\tEXTRACT\t1\tCompleted\t2025-11-14T14:00:01.500Z\t\t\tgatekeeper\t",
    ]);
  });
});
