import { Download, FileText } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import type { RunDetail } from "@/lib/domain/run/run-item";
import { reportHref } from "../../../reports/run-logs/search-params";

/** The log of a run as a file, that of a chain with those of its calls, and the report of its job. */
export function RunLogLinks({ run }: { run: Pick<RunDetail, "id" | "kind" | "definition"> }) {
  const { id, kind, definition } = run;
  const log =
    kind === "chain"
      ? `/api/v1/runs/logs?ids=${id}`
      : `/api/v1/runs/${id}/log?format=text&download=1`;
  return (
    <>
      <a href={log} download className={buttonClass({ variant: "ghost" })}>
        <Download aria-hidden="true" />
        Download log
      </a>
      <Link href={reportHref({ job: definition })} className={buttonClass({ variant: "ghost" })}>
        <FileText aria-hidden="true" />
        Run-log report of this job
      </Link>
    </>
  );
}
