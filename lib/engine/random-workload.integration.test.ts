import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STATE_ACTIONS } from "@/lib/domain/run/run-actions";
import { isFinal } from "@/lib/domain/run/run-state";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { reportCallback } from "@/lib/services/runs/report-callback";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { cleanUp } from "@/lib/testing/clean-up";
import { type MadeDefinition, makeDefinition, makeSchedule } from "@/lib/testing/engine-factories";
import {
  createEngineHarness,
  type EngineHarness,
  type TestNode,
} from "@/lib/testing/engine-harness";
import { historyFaults } from "@/lib/testing/run-history";
import { planOnce } from "./planner";
import { expireOnce, killOnce, readyOnce, rescueOnce } from "./rescuer";

const RETENTION = { runs: 32, runLogs: 15, history: 90 };

/** Anything that can happen to the runs of two nodes; numbers choose among what there is. */
const happening = fc.oneof(
  fc.record({
    type: fc.constant("submit" as const),
    count: fc.integer({ min: 1, max: 5 }),
    later: fc.boolean(),
    hold: fc.boolean(),
  }),
  fc.record({ type: fc.constant("claim" as const), node: fc.nat(1) }),
  fc.record({
    type: fc.constant("answer" as const),
    node: fc.nat(1),
    which: fc.nat(),
    how: fc.nat(5),
  }),
  fc.record({ type: fc.constant("callback" as const), which: fc.nat(), success: fc.boolean() }),
  fc.record({
    type: fc.constant("act" as const),
    which: fc.nat(),
    action: fc.constantFrom(...STATE_ACTIONS),
  }),
  fc.record({
    type: fc.constant("pass" as const),
    ms: fc.constantFrom(5, 700, 4_000, 16_000, 1_900_000),
  }),
  fc.record({ type: fc.constant("flush" as const), node: fc.nat(1) }),
  fc.record({ type: fc.constant("lose" as const), node: fc.nat(1) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

interface World {
  harness: EngineHarness;
  nodes: TestNode[];
  definition: MadeDefinition;
}

function pick<T>(items: readonly T[], which: number): T | undefined {
  return items[which % Math.max(1, items.length)];
}

async function happen(world: World, event: Happening): Promise<void> {
  const { harness, nodes, definition } = world;
  switch (event.type) {
    case "submit": {
      const startAt = event.later ? new Date(harness.clock.now().getTime() + 5000) : null;
      const run = { definition: definition.name, startAt, hold: event.hold };
      await submitRuns(
        harness.context(),
        Array.from({ length: event.count }, () => run),
      );
      return;
    }
    case "claim":
      await pick(nodes, event.node)?.claim();
      return;
    case "answer":
      answer(pick(nodes, event.node), event);
      return;
    case "callback": {
      const run = pick(await harness.runs("schedule_id IS NULL"), event.which);
      if (!run) return;
      const report = {
        jobId: definition.jobId,
        scheduleId: run.id,
        runId: run.id,
        success: event.success,
        message: "",
      };
      await reportCallback(harness.context(), report).catch(() => undefined);
      return;
    }
    case "act": {
      const run = pick(await harness.runs(), event.which);
      if (run) await actOnRuns(harness.context(), { action: event.action, runIds: [run.id] });
      return;
    }
    case "pass":
      await passTime(world, event.ms);
      return;
    case "flush":
      await pick(nodes, event.node)?.outcomes.flushOnce();
      return;
    case "lose":
      await harness.db.pool.query("UPDATE process_server SET lease_until = $2 WHERE id = $1", [
        pick(nodes, event.node)?.server.id,
        new Date(harness.clock.now().getTime() - 1),
      ]);
      await rescueOnce(harness.deps, harness.clock.now());
      await pick(nodes, event.node)?.lease.renewOnce();
  }
}

function answer(node: TestNode | undefined, { which, how }: { which: number; how: number }): void {
  const call = node && pick(node.http.calls, which);
  if (how === 0) call?.answer(500, "failed");
  else if (how === 1) call?.answer(202);
  else if (how === 2) call?.unanswered();
  else if (how === 3) call?.fail("reset");
  else call?.answer(200, "fine");
}

async function passTime({ harness, nodes }: World, ms: number): Promise<void> {
  harness.clock.advance(ms);
  await planOnce(harness.deps);
  await readyOnce(harness.deps);
  await expireOnce(harness.deps);
  for (const node of nodes) {
    await node.lease.renewOnce();
    await killOnce({
      ...harness.deps,
      server: node.server,
      abort: (id) => node.dispatcher.abort(id),
    });
  }
  await cleanUp(harness.deps, RETENTION);
}

/** Lets everything come to its end: what is held is released, what runs is answered or expires. */
async function comeToRest(world: World): Promise<void> {
  const { harness, nodes } = world;
  await harness.db.pool.query("UPDATE schedule SET active = false");
  const held = (await harness.runs("state = 'Held'")).map((run) => run.id);
  if (held.length > 0) await actOnRuns(harness.context(), { action: "release", runIds: held });
  for (let round = 0; round < 3; round += 1) {
    await passTime(world, 10_000);
    for (const node of nodes) {
      await node.claim();
      node.http.answerAll(200);
      await node.outcomes.flushOnce();
    }
  }
  await passTime(world, 2_000_000);
}

describe("whatever happens to runs", () => {
  it("keeps every history legal and without gaps, and the rollup equal to a recount, and every run ends", async () => {
    const harness = await createEngineHarness();
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 60 }), async (events) => {
          const definition = await makeDefinition(harness.db.pool, harness.tenantId);
          await makeSchedule(harness.db.pool, definition, {
            mode: "repeatInterval",
            expression: "10 seconds",
            interval_seconds: 10,
            next_run_at: harness.clock.now(),
          });
          const world = {
            harness,
            definition,
            nodes: [await harness.node(), await harness.node({ concurrency: 3 })],
          };
          for (const event of events) await happen(world, event);
          expect(await historyFaults(harness.db.pool)).toEqual([]);
          await comeToRest(world);
          expect((await harness.runs()).filter((run) => !isFinal(run.state))).toEqual([]);
          expect(await historyFaults(harness.db.pool)).toEqual([]);
        }),
        { numRuns: 15 },
      );
    } finally {
      await harness.close();
    }
  }, 90_000);
});
