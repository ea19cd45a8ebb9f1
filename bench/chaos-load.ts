import { createIdGenerator } from "@/lib/domain/ids";
import { cryptoRandom } from "@/lib/platform/crypto-random";
import type { Queryable } from "@/lib/store/queryable";
import { submitRuns } from "@/lib/store/submit-runs";
import { type MadeDefinition, makeDefinition, makeSchedule } from "@/lib/testing/engine-factories";
import { pause } from "./burst";
import type { ChaosNode } from "./chaos-nodes";

const EVERY_SECOND = "* * * * * * *";
const BATCH = 5;
const PAUSE_MS = 25;

/** What runs while things break. */
export interface ChaosLoad {
  /** Ids of the runs whose submission was acknowledged. */
  readonly acknowledged: string[];
  readonly refused: number;
  submit(definition: MadeDefinition, count: number): Promise<string[]>;
  stop(): Promise<void>;
}

interface LoadOptions {
  db: Queryable;
  tenantId: string;
  endpoint: string;
  schedules: number;
  /** The nodes there are at this moment. */
  nodes: () => readonly ChaosNode[];
}

/** Schedules that are due every second, and a client that submits runs steadily to any node that lives. */
export async function startLoad(options: LoadOptions): Promise<ChaosLoad> {
  const { db, tenantId, endpoint } = options;
  const ticking = await makeDefinition(db, tenantId, { url: `${endpoint}/answer?delay=150` });
  const first = new Date(Math.ceil(Date.now() / 1000 + 2) * 1000);
  for (let index = 0; index < options.schedules; index += 1) {
    await makeSchedule(db, ticking, { expression: EVERY_SECOND, next_run_at: first });
  }
  const quick = await makeDefinition(db, tenantId, { url: `${endpoint}/answer` });
  const load = { acknowledged: [] as string[], refused: 0 };
  let isOn = true;
  const submit = async (definition: MadeDefinition, count: number) => {
    try {
      const ids = await submitOnce(options, definition, count);
      load.acknowledged.push(...ids);
      return ids;
    } catch {
      // Nobody promised these runs; whether they exist does not matter.
      load.refused += count;
      return [];
    }
  };
  const client = (async () => {
    while (isOn) {
      await submit(quick, BATCH);
      await pause(PAUSE_MS);
    }
  })();
  const stop = async () => {
    isOn = false;
    await client;
    await db.query("UPDATE schedule SET active = false");
  };
  return Object.assign(load, { submit, stop });
}

let turn = 0;
const newId = createIdGenerator(cryptoRandom());

async function submitOnce(
  { db, nodes }: LoadOptions,
  definition: MadeDefinition,
  count: number,
): Promise<string[]> {
  const alive = nodes().filter((node) => node.isAlive);
  turn += 1;
  const node = alive[turn % Math.max(1, alive.length)];
  if (node?.submit) return node.submit(definition.name, count);
  const now = new Date();
  const runs = Array.from({ length: count }, () => ({
    tenantId: definition.tenantId,
    id: newId(now),
    definitionId: definition.id,
    definitionName: definition.name,
    kind: "http",
    jobName: definition.jobName,
    queue: "Default",
    priority: 50,
    startAt: now,
    plannedAt: null,
    scheduleId: null,
    restartOf: null,
    origin: definition.origin,
    parameters: null,
    submittedBy: "chaos",
    path: ["Scheduled"] as const,
    reason: null,
    ready: true,
    ended: false,
    gate: null,
    place: null,
  }));
  return (await submitRuns(db, runs, now)).map((run) => run.id);
}
