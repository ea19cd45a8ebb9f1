"use server";

import { parseInput } from "@/lib/domain/definition/parse-input";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { actOnRuns, actOnRunsSchema } from "@/lib/services/runs/act-on-runs";
import type { ActOnRunsResult } from "@/lib/services/runs/operate-result";
import { restartRun } from "@/lib/services/runs/restart-run";

/** Holds, releases, cancels, kills or gives up runs; each is answered for by itself. */
export async function actOnRunsAction(input: unknown): Promise<FormResult<ActOnRunsResult>> {
  const ctx = await pageContext();
  return formResult(() => actOnRuns(ctx, parseInput(actOnRunsSchema, input)));
}

/** Submits an ended run again with the same values; answers with the id of the new run. */
export async function restartRunAction(runId: string): Promise<FormResult<string>> {
  const ctx = await pageContext();
  return formResult(() => restartRun(ctx, String(runId)));
}
