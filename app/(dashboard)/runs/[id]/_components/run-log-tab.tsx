"use client";

import { useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { RunLogView } from "@/components/runs/run-log-view";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { RunDetail } from "@/lib/domain/run/run-item";
import type { RunLog } from "@/lib/queries/runs/read-run-log";
import { parseRunView } from "../search-params";
import { ChainLogView } from "./chain-log-view";
import { emptyLogWords } from "./empty-log-words";
import { useRunLog } from "./use-run-log";

const FORMATS = [
  { format: "text", label: "Text" },
  { format: "ndjson", label: "NDJSON" },
  { format: "json", label: "JSON" },
  { format: "csv", label: "CSV" },
];

type RunLogTabProps = {
  run: Pick<RunDetail, "id" | "kind" | "state" | "startedAt" | "endedAt">;
  log: RunLog;
  isLive: boolean;
};

/** The log, of a chain also with those of its calls, and its ways out as a file. */
export function RunLogTab(props: RunLogTabProps) {
  const { id, kind } = props.run;
  const [whose, setWhose] = useState<"own" | "all">("own");
  if (kind !== "chain") return <OwnLog key={id} {...props} />;
  return (
    <div className="grid gap-2">
      <SegmentedControl
        label="Whose lines"
        options={[
          { value: "own", label: "This run" },
          { value: "all", label: "With its calls" },
        ]}
        value={whose}
        onValueChange={setWhose}
        className="justify-self-start"
      />
      {whose === "own" ? (
        <OwnLog key={id} {...props} />
      ) : (
        <ChainLogView runId={id} isLive={props.isLive} />
      )}
    </div>
  );
}

function OwnLog({ run, log, isLive }: RunLogTabProps) {
  const { at } = parseRunView(useSearchParams());
  const scrollTo = useMemo(() => (at === "" ? undefined : new Date(at)), [at]);
  const { lines, stretch } = useRunLog(run.id, log, isLive);
  return (
    <RunLogView
      lines={lines}
      stretch={stretch}
      isLive={isLive}
      scrollTo={scrollTo}
      empty={emptyLogWords(run)}
      downloads={FORMATS.map(({ format, label }) => ({
        label,
        href: `/api/v1/runs/${run.id}/log?format=${format}&download=1`,
      }))}
    />
  );
}
