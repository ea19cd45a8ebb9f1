"use server";

import { parseInput } from "@/lib/domain/definition/parse-input";
import { type BulkProgress, bulkActionInputSchema } from "@/lib/domain/run/bulk-action";
import { listGateNames } from "@/lib/queries/gates/list-gate-names";
import { listServers } from "@/lib/queries/servers/list-servers";
import { pageContext, wakeBulkActions } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { cancelBulkAction } from "@/lib/services/runs/bulk/cancel-bulk-action";
import {
  type StartedBulkAction,
  startBulkAction,
} from "@/lib/services/runs/bulk/start-bulk-action";
import { countMatching, type MatchingCount } from "./count-matching";
import { wholeSelectionOf } from "./run-query-of";
import { parseMonitorSelection } from "./search-params";

/** Names the selection screen offers. */
export interface SelectionChoices {
  queues: string[];
  events: string[];
  servers: string[];
}

/** The queues, events and process servers there are. */
export async function selectionChoicesAction(): Promise<FormResult<SelectionChoices>> {
  const ctx = await pageContext();
  return formResult(async () => {
    const [queues, events, servers] = await Promise.all([
      listGateNames(ctx, "queue"),
      listGateNames(ctx, "event"),
      listServers(ctx),
    ]);
    return { queues, events, servers: servers.map(({ name }) => name) };
  });
}

/** How many runs the list of an address has on all its pages, and how many of them allow an action. */
export async function countMatchingAction(
  search: string,
  action?: unknown,
): Promise<FormResult<MatchingCount>> {
  const ctx = await pageContext();
  return formResult(() => {
    const asked = bulkActionInputSchema.shape.action.optional();
    return countMatching(ctx, selectionIn(search), parseInput(asked, action));
  });
}

/** Begins to do something to all runs of the list of an address, if they are as many as expected. */
export async function startMatchingAction(
  search: string,
  input: unknown,
): Promise<FormResult<StartedBulkAction>> {
  const ctx = await pageContext();
  return formResult(async () => {
    const asked = bulkActionInputSchema.pick({ action: true, mode: true, expected: true });
    const selection = wholeSelectionOf(selectionIn(search));
    const started = await startBulkAction(ctx, { ...parseInput(asked, input), selection });
    await wakeBulkActions();
    return started;
  });
}

/** Stops what is under way; what was done stays done. */
export async function cancelMatchingAction(id: string): Promise<FormResult<BulkProgress>> {
  const ctx = await pageContext();
  return formResult(() => cancelBulkAction(ctx, String(id)));
}

function selectionIn(search: string) {
  return parseMonitorSelection(new URLSearchParams(String(search)));
}
