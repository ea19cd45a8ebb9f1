"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { ChainRunDrawing } from "@/components/chains/chain-run-drawing";
import { ChainTimeline } from "@/components/runs/chain-timeline";
import { ChainTransitionsTable } from "@/components/runs/chain-transitions-table";
import { Card } from "@/components/ui/card";
import { type ChainRuns, chainRunTree } from "@/lib/domain/run/chain-runs";
import type { RunDetail } from "@/lib/domain/run/run-item";
import { runLabel } from "../../../_lib/run-view";
import { useChainRuns } from "../../_components/use-chain-runs";
import { whyLinks } from "../../_components/why-links";
import { runHref } from "../search-params";
import { ChainRunsTable } from "./chain-runs-table";

type ChainPartProps = { run: RunDetail; initial: ChainRuns };

/** A chain or step as its page shows it: the lanes of everything below it, and the same as a table. */
export function ChainOverview({ run, initial }: ChainPartProps) {
  const router = useRouter();
  const chain = useChainRuns(run.id, initial);
  const isStep = run.role === "step";
  const tree = useMemo(() => chainRunTree(run.id, chain.runs), [run.id, chain.runs]);
  return (
    <>
      {!isStep && (
        <Card flush title="Steps">
          <ChainRunDrawing steps={tree.steps} />
        </Card>
      )}
      <Card
        title="States over time"
        description="A lane for each step and call. A press on a state goes to that moment in the log of its run."
      >
        <ChainTimeline
          chain={chain}
          hrefOf={runHref}
          linksOf={whyLinks}
          onSelect={(at, id) => router.push(runHref(id, { tab: "log", at: at.toISOString() }))}
        />
      </Card>
      <Card flush title={isStep ? "Calls" : "Steps and calls"}>
        <ChainRunsTable chain={chain} label={runLabel(run)} />
      </Card>
    </>
  );
}

/** The state changes of a chain, its steps and its calls. */
export function ChainTransitions({ run, initial }: ChainPartProps) {
  const chain = useChainRuns(run.id, initial);
  return (
    <Card flush>
      <ChainTransitionsTable chain={chain} hrefOf={runHref} label={runLabel(run)} />
    </Card>
  );
}
