import type { Product } from "./product";
import { percentile } from "./statistics";

const READINGS = 40;
const WARM_UP = 5;
/** Longest time of a request, 95 of 100, in milliseconds. */
export const LIST_TARGET_MS = 30;

/** What the monitor can be narrowed by, as queries of `GET /runs`; each finds something in a seeded history. */
const FILTERS: Record<string, string> = {
  nothing: "level=top",
  "everything, steps and calls too": "",
  "the oldest first": "level=top&sort=submitted",
  "a frequent state": "state=Completed&level=top",
  "a rare state": "state=Unknown&level=top",
  "what failed in a day": "state=failed&endedFrom=now-24h&level=calls",
  "what waits": "state=waiting,held",
  "letters of background jobs": "state=F,A&level=top",
  "words of the compatible API": "state=TIMEOUT",
  "a job": "definition=SEED_JOB_077",
  "a rare state of a job": "definition=SEED_JOB_077&state=Killed,Unknown",
  "a chain": "definition=SEED_CHAIN_003&level=top",
  "a name pattern": "jobName=*_JOB_1?3",
  "a part of a name": "q=chain_01",
  "a kind": "kind=program",
  "a program": "program=local/bin",
  "a user": "user=ANNA&level=top",
  "a user with few runs": "user=rare*&level=calls",
  "a queue": "queue=NIGHT",
  "a return code": "returnCode=4",
  "an HTTP status": "httpStatus=503",
  "a reason": "reason=callback",
  "an event": "event=SEED_NEVER",
  "a period": "from=now-7d&to=now-6d&level=top",
  "a planned period": "plannedFrom=now-2d&plannedTo=now-1d",
  "a period of the start": "startedFrom=now-2d&startedTo=now-1d",
  "the longest of an hour": "sort=-duration&from=now-2h&level=top",
};

interface ListFigure {
  filter: string;
  p95: number;
}

interface Page {
  items: { id: string }[];
  nextCursor: string | null;
}

/** Q: the first and the following pages of the monitor's list by each filter; milliseconds of a request. */
export async function measureLists(product: Product): Promise<ListFigure[]> {
  const figures: ListFigure[] = [];
  for (const [filter, query] of Object.entries(FILTERS)) {
    figures.push({ filter, p95: await p95Of(product, query, filter) });
  }
  return figures;
}

async function p95Of(product: Product, query: string, filter: string): Promise<number> {
  const times: number[] = [];
  let cursor: string | null = null;
  for (let count = -WARM_UP; count < READINGS; count += 1) {
    const begin = performance.now();
    const page: Page = await product.call("GET", addressOf(query, cursor));
    if (count >= 0) times.push(performance.now() - begin);
    if (cursor === null && page.items.length === 0) throw new Error(`nothing found by ${filter}`);
    cursor = page.nextCursor;
  }
  return percentile(times, 0.95);
}

function addressOf(query: string, cursor: string | null): string {
  const params = [query, "limit=50", ...(cursor === null ? [] : [`cursor=${cursor}`])];
  return `/api/v1/runs?${params.filter((part) => part !== "").join("&")}`;
}
