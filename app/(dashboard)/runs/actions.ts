"use server";

import { parseInput } from "@/lib/domain/definition/parse-input";
import { bulkActionSchema } from "@/lib/domain/native-api/run-operations";
import { editRunSchema } from "@/lib/domain/run/edit-input";
import { type EditableRunView, getEditableRun } from "@/lib/queries/runs/get-editable-run";
import { getRestartChoices, type RestartChoice } from "@/lib/queries/runs/get-restart-choices";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { actOnRuns, actOnRunsSchema } from "@/lib/services/runs/act-on-runs";
import { deleteRun } from "@/lib/services/runs/delete-runs";
import { editRun } from "@/lib/services/runs/edit-run";
import type { ActOnRunsResult } from "@/lib/services/runs/operate-result";
import { type OperateRunsResult, operateRuns } from "@/lib/services/runs/operate-runs";
import { type RestartRequest, restartRun } from "@/lib/services/runs/restart-run";

/** Holds, releases, cancels, kills, gives up, disables or enables runs; each is answered for by itself. */
export async function actOnRunsAction(input: unknown): Promise<FormResult<ActOnRunsResult>> {
  const ctx = await pageContext();
  return formResult(() => actOnRuns(ctx, parseInput(actOnRunsSchema, input)));
}

/** Does the same to many runs, each by itself; also restarts and deletes them. */
export async function operateRunsAction(input: unknown): Promise<FormResult<OperateRunsResult>> {
  const ctx = await pageContext();
  return formResult(() => operateRuns(ctx, parseInput(bulkActionSchema, input)));
}

/** Submits an ended run again, a chain from the point asked for; answers with the id of the new run. */
export async function restartRunAction(
  runId: string,
  request: RestartRequest = {},
): Promise<FormResult<string>> {
  const ctx = await pageContext();
  return formResult(() => restartRun(ctx, String(runId), request));
}

/** Changes a run that has not begun. */
export async function editRunAction(runId: string, input: unknown): Promise<FormResult> {
  const ctx = await pageContext();
  return formResult(() => editRun(ctx, String(runId), parseInput(editRunSchema, input)));
}

/** Deletes an ended run with everything that belongs to it. */
export async function deleteRunAction(runId: string): Promise<FormResult> {
  const ctx = await pageContext();
  return formResult(() => deleteRun(ctx, String(runId)));
}

/** What the form that edits a run begins with. */
export async function editableRunAction(runId: string): Promise<FormResult<EditableRunView>> {
  const ctx = await pageContext();
  return formResult(() => getEditableRun(ctx, String(runId)));
}

/** The steps and calls a chain can be restarted at. */
export async function restartChoicesAction(runId: string): Promise<FormResult<RestartChoice[]>> {
  const ctx = await pageContext();
  return formResult(() => getRestartChoices(ctx, String(runId)));
}
