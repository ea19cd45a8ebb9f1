import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, request } from "undici";
import { pause } from "./burst";
import { type Product, queryDatabase } from "./product";

const WATCHERS = 500;
const RUNS = 1000;
/** Streams one caller may have open. */
const PER_CALLER = 25;
const WARM_BURSTS = 5;
/** Clock ticks of the kernel in a second, as /proc counts processor time. */
const TICKS = 100;
const SETTLE_MS = 3000;

interface WatcherFigures {
  watchers: number;
  /** Changes a watcher was not told of, over all watchers. */
  lost: number;
  /** Watchers that were told to look at everything anew instead. */
  anew: number;
  /** Processor time of the node for one watcher, in milliseconds. */
  cpuMs: number;
}

/** S: `WATCHERS` open streams while `RUNS` runs start and end; each must name every run, or say that it could not. */
export async function measureWatchers(product: Product): Promise<WatcherFigures> {
  await product.call("PUT", "/api/v1/definitions/bench-s", {
    kind: "http",
    http: { method: "POST", url: `${product.endpoint}/` },
  });
  for (let warm = 0; warm < WARM_BURSTS; warm += 1) await burstOfRuns(product);
  const before = await burnWhile(product, () => burstOfRuns(product));
  const dispatcher = new Agent({ connections: WATCHERS, pipelining: 0, bodyTimeout: 0 });
  const abort = new AbortController();
  setMaxListeners(WATCHERS + 1, abort.signal);
  const callers = await manyCallers(product, WATCHERS / PER_CALLER);
  const watchers = await Promise.all(
    callers.flatMap((authorization) =>
      Array.from({ length: PER_CALLER }, () =>
        watch({ ...product, authorization }, dispatcher, abort.signal),
      ),
    ),
  );
  await pause(SETTLE_MS);
  let ids: string[] = [];
  const during = await burnWhile(product, async () => {
    ids = await burstOfRuns(product);
  });
  abort.abort();
  await dispatcher.destroy();
  const lost = watchers.reduce(
    (sum, { seen, missed }) => sum + (missed() ? 0 : ids.filter((id) => !seen.has(id)).length),
    0,
  );
  const anew = watchers.filter(({ missed }) => missed()).length;
  return { watchers: WATCHERS, lost, anew, cpuMs: Math.max(0, during - before) / WATCHERS };
}

/** Credentials like the benchmark's own, as what their callers send. */
async function manyCallers(product: Product, callers: number): Promise<string[]> {
  const [, password = ""] = Buffer.from(product.authorization.slice("Basic ".length), "base64")
    .toString()
    .split(/:(.*)/s);
  const made = await queryDatabase<{ clientId: string }>(
    product.databaseUrl,
    `INSERT INTO credential SELECT (jsonb_populate_record(c,
       jsonb_build_object('id', gen_random_uuid(), 'client_id', 'watcher-' || n))).*
     FROM credential c CROSS JOIN generate_series(1, ${callers}) n WHERE c.client_id = 'bench'
     RETURNING client_id AS "clientId"`,
  );
  return made.map(
    ({ clientId }) => `Basic ${Buffer.from(`${clientId}:${password}`).toString("base64")}`,
  );
}

/** A stream being read; `missed` tells whether it said that it could not name all changes. */
async function watch({ baseUrl, authorization }: Product, dispatcher: Agent, signal: AbortSignal) {
  const { body } = await request(`${baseUrl}/api/v1/stream`, {
    ...{ dispatcher, signal, headers: { authorization } },
  });
  const seen = new Set<string>();
  let hasMissed = false;
  const read = async () => {
    let text = "";
    for await (const chunk of body) {
      text += String(chunk);
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        if (/"runIds":null/.test(event)) hasMissed = true;
        for (const [id] of event.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)) seen.add(id);
      }
    }
  };
  read().catch(() => undefined);
  return { seen, missed: () => hasMissed };
}

async function burstOfRuns(product: Product): Promise<string[]> {
  const { ids } = await product.call<{ ids: string[] }>("POST", "/api/v1/runs/bulk", {
    runs: Array.from({ length: RUNS }, () => ({ definition: "bench-s" })),
  });
  await pause(SETTLE_MS);
  return ids;
}

/** Processor time of the node in milliseconds while something is done. */
async function burnWhile({ pid }: Product, work: () => Promise<unknown>): Promise<number> {
  const burnt = () => {
    const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const fields = rest.split(" ");
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
  };
  const before = burnt();
  await work();
  return burnt() - before;
}
