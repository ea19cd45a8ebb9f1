import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { optionalPage } from "./paging";
import type { QueryParameters } from "./query-parameters";

/** Entries of a page of run logs when nothing else is asked for, and of `displayLogs` (job-scheduling-api 14). */
export const RUN_LOG_PAGE_SIZE = 200;

/** Which run logs are asked for: by place, or the page next to a run. `next` leads to older runs, `prev` to newer. */
export type RunLogRequest =
  | { kind: "offset"; offset: number; pageSize: number }
  | { kind: "next" | "prev"; runId: string; pageSize: number };

/** Reads the query of `GET …/runs` (job-scheduling-api 7.1); throws `invalid` for what does not go together. */
export function runLogRequest(query: QueryParameters): RunLogRequest {
  const page = optionalPage(query);
  const cursors = (["next", "prev"] as const).filter((name) => query.has(name));
  const [kind, second] = cursors;
  if (kind === undefined) {
    return { kind: "offset", ...(page ?? { pageSize: RUN_LOG_PAGE_SIZE, offset: 0 }) };
  }
  if (second !== undefined || query.has("offset")) {
    throw new AppError("invalid", "Only one of 'offset', 'next' and 'prev' may be given", {
      field: kind,
    });
  }
  const runId = query.text(kind) ?? "";
  if (!isId(runId))
    throw new AppError("invalid", `'${kind}' must be the id of a run`, { field: kind });
  return { kind, runId, pageSize: page?.pageSize ?? RUN_LOG_PAGE_SIZE };
}

interface RunLogPage {
  path: string;
  pageSize: number;
  newestRunId: string | undefined;
  oldestRunId: string | undefined;
  hasNewer: boolean;
  hasOlder: boolean;
}

/** Links to the pages around; a link that leads nowhere is absent, not null. */
export function runLogUrls({ path, pageSize, ...page }: RunLogPage): {
  next_url?: string;
  prev_url?: string;
} {
  const next = page.hasOlder && page.oldestRunId !== undefined;
  const prev = page.hasNewer && page.newestRunId !== undefined;
  return {
    ...(next ? { next_url: `${path}?page_size=${pageSize}&next=${page.oldestRunId}` } : {}),
    ...(prev ? { prev_url: `${path}?page_size=${pageSize}&prev=${page.newestRunId}` } : {}),
  };
}
