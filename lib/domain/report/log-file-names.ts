import type { RunState } from "@/lib/domain/run/run-state";

/** A run as the file with its log is named after it. */
interface NamedRun {
  id: string;
  jobName: string;
  jobCount: string;
  state: RunState;
}

/**
 * Gives the names of the files of one archive: `JOB_02140501_Completed.log`, in the folder of the chain it belongs to.
 * Letters, digits, `_` and `-` only, and none twice: numbers are unique within a tenant, an archive may have several.
 */
export function logFileNames(): (run: NamedRun, chain: NamedRun | null) => string {
  const given = new Set<string>();
  return (run, chain) => {
    const folder = chain === null ? "" : `${stemOf(chain)}/`;
    const name = `${folder}${stemOf(run)}_${run.state}`;
    const unique = given.has(name.toLowerCase()) ? `${name}_${run.id}` : name;
    given.add(unique.toLowerCase());
    return `${unique}.log`;
  };
}

function stemOf({ jobName, jobCount }: NamedRun): string {
  return `${jobName}_${jobCount}`.replaceAll(/[^A-Za-z0-9_-]+/g, "_").slice(0, 60);
}
