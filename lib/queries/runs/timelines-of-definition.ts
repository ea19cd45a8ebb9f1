import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { RunTransition } from "@/lib/domain/run/run-item";
import type { RunTimeline } from "@/lib/domain/run/run-timeline";
import {
  type KeysetPage,
  type KeysetPosition,
  keysetPage,
  readCursor,
} from "@/lib/queries/keyset-page";
import { authorise, type Context } from "@/lib/services/context";
import { selectRunsOfDefinition } from "@/lib/store/runs-of-definition";
import { selectTransitions } from "@/lib/store/transition-reads";
import { transitionFrom } from "./list-transitions";

/** Runs that can be looked at at once. */
export const MOST_TIMELINES = 50;

interface TimelinesQuery {
  /** The caller has looked the definition up within its scope. */
  definition: { id: string; tenantId: string };
  /** At most {@link MOST_TIMELINES}, which is the default. */
  limit?: number;
  cursor?: string | null;
}

/**
 * A page of the runs of a definition with their state changes, newest first: one read of the runs by index, and one of
 * the changes of all of them. Throws `invalid` for a cursor that is none.
 */
export async function timelinesOfDefinition(
  ctx: Context,
  { definition, limit = MOST_TIMELINES, cursor = null }: TimelinesQuery,
): Promise<KeysetPage<RunTimeline>> {
  authorise(ctx, "jobs.read");
  const position = positionOf(cursor);
  const most = Math.max(1, Math.min(MOST_TIMELINES, limit));
  const runs = await selectRunsOfDefinition(ctx.db.pool, {
    tenantId: definition.tenantId,
    definitionId: definition.id,
    beyond: position && {
      direction: position.direction === "before" ? "newer" : "older",
      id: position.id,
    },
    limit: most + 1,
  });
  const page = keysetPage(runs, {
    limit: most,
    position,
    keyOf: ({ id }) => ({ value: "", id }),
  });
  const changes = await changesOf(
    ctx,
    page.items.map(({ id }) => id),
  );
  return {
    ...page,
    items: page.items.map((run) => ({ ...run, transitions: changes.get(run.id) ?? [] })),
  };
}

async function changesOf(
  ctx: Context,
  runIds: readonly string[],
): Promise<Map<string, RunTransition[]>> {
  const changes = new Map<string, RunTransition[]>(runIds.map((id) => [id, []]));
  for (const row of await selectTransitions(ctx.db.pool, ctx.scope, runIds)) {
    changes.get(row.runId)?.push(transitionFrom(row));
  }
  return changes;
}

function positionOf(cursor: string | null): KeysetPosition | null {
  if (cursor === null) return null;
  const position = readCursor(cursor);
  if (position !== null && isId(position.id)) return position;
  throw new AppError("invalid", "'cursor' must be the cursor of a page", { field: "cursor" });
}
