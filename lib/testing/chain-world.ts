import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import {
  type DefinitionPropertiesInput,
  definitionPropertiesSchema,
} from "@/lib/domain/definition/definition-properties";
import { AppError } from "@/lib/domain/errors";
import { hasGates } from "@/lib/domain/gate/has-gates";
import { conductOnce } from "@/lib/engine/conductor";
import type { EngineDeps } from "@/lib/engine/engine-deps";
import { sweepOnce } from "@/lib/engine/gate-messenger";
import { expireOnce, killOnce, readyOnce, rescueOnce } from "@/lib/engine/rescuer";
import { timeOnce } from "@/lib/engine/timekeeper";
import { raiseEvent } from "@/lib/services/events/raise-event";
import { replyToMessage } from "@/lib/services/messages/reply-to-message";
import { setQueueHeld } from "@/lib/services/queues/set-queue-held";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { CALLED, type Called, type Duty, type Happening, type Landscape } from "./chain-scenario";
import { makeDefinition } from "./engine-factories";
import type { EngineHarness, RunView, TestNode } from "./engine-harness";
import type { FakeCall } from "./fake-http";
import { type MortalDatabase, mortalDatabase, NodeDied } from "./mortal-database";

interface MortalNode {
  test: TestNode;
  life: MortalDatabase;
  deps: EngineDeps;
}

/** Everything that chains leave behind. */
const TABLES = [
  ...[
    "run",
    "transition",
    "run_gate",
    "chain_run",
    "run_log_chunk",
    "run_rollup",
    "run_start_rollup",
    "definition",
  ],
  ...["lock_hold", "lock", "event_occurrence", "event", "queue", "operator_message"],
  ...["gate_change", "process_server"],
];
const NODES = 3;
const ORIGIN = { url: "http://endpoint.test/run" };

/** Chains on several nodes that may die at any statement; whoever uses it says what happens. */
export class ChainWorld {
  readonly #harness: EngineHarness;
  readonly #landscape: Landscape;
  readonly #nodes: MortalNode[] = [];
  /** Every call any node ever made. */
  readonly #calls: FakeCall[][] = [];

  private constructor(harness: EngineHarness, landscape: Landscape) {
    this.#harness = harness;
    this.#landscape = landscape;
  }

  /** A world in which nothing has happened yet; what was in the database is gone. */
  static async open(harness: EngineHarness, landscape: Landscape): Promise<ChainWorld> {
    const world = new ChainWorld(harness, landscape);
    for (const table of TABLES) await harness.db.pool.query(`DELETE FROM ${table}`);
    await world.#build();
    for (let node = 0; node < NODES; node += 1) world.#nodes.push(await world.#node(node));
    return world;
  }

  /** Runs that any endpoint was called for more than once. */
  calledTwice(): string[] {
    const ids = this.#calls.flat().map(({ attempt }) => attempt.runId);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  }

  async happen(event: Happening): Promise<void> {
    this.#harness.clock.advance(1);
    const { tenantId } = this.#harness;
    switch (event.type) {
      case "submit":
        return this.#submit(event);
      case "work": {
        const node = this.#nodes[event.node];
        if (!node) return;
        node.life.dieAt(event.death);
        await this.#work(node, event.duty);
        node.life.dieAt(null);
        return;
      }
      case "answer":
        return this.#answer(event);
      case "act": {
        const run = pick(await this.#harness.runs("ended_at IS NULL"), event.which);
        if (run) await actOnRuns(this.#context(), { action: event.action, runIds: [run.id] });
        return;
      }
      case "reply":
        return this.#reply(event.which, null);
      case "pass":
        return this.#pass(event.ms);
      case "lose":
        return this.#lose(event.node);
      case "raise":
        return raiseEvent(this.#context(), { name: "E", input: {} });
      case "edit":
        await this.#harness.db.pool.query(
          "UPDATE definition SET properties = $2 WHERE tenant_id = $1 AND name = 'OUTER'",
          [tenantId, this.#outerProperties(this.#landscape.latest)],
        );
        return;
      case "closeQueue":
      case "openQueue":
        return setQueueHeld(this.#context(), { name: "NARROW", held: event.type === "closeQueue" });
    }
  }

  /** Lets everything come to its end: what waits for people or events gets them, what runs is answered or expires. */
  async comeToRest(): Promise<void> {
    await setQueueHeld(this.#context(), { name: "NARROW", held: false });
    for (let round = 0; round < 150; round += 1) {
      await this.#goOn();
      const left = await this.#harness.runs("ended_at IS NULL");
      if (left.length === 0) return;
      await this.#pass(round % 12 === 11 ? 2_000_000 : 35_000);
      await this.#unblock(left);
    }
  }

  /** The nodes have their turns until none finds anything to do. */
  async #goOn(): Promise<void> {
    let idle = 0;
    for (let turn = 0; idle < NODES; turn += 1) {
      if (turn > 200) throw new Error("The chains do not come to rest");
      const { test, deps } = this.#nodes[turn % NODES] ?? missing();
      test.dispatcher.noteGates();
      const { claimed } = await test.dispatcher.claimOnce();
      test.http.answerAll(200);
      await test.outcomes.flushOnce();
      const { conducted } = await conductOnce(deps);
      idle = claimed + conducted === 0 ? idle + 1 : 0;
    }
  }

  async #unblock(left: readonly RunView[]): Promise<void> {
    const inState = (...states: string[]) =>
      left.filter(({ state }) => states.includes(state)).map(({ id }) => id);
    const act = async (action: "release" | "cancel", runIds: string[]) => {
      if (runIds.length > 0) await actOnRuns(this.#context(), { action, runIds });
    };
    await act("release", inState("Held"));
    await act("cancel", inState("Modified", "Overdue", "Never"));
    for (const _run of inState("EventWait"))
      await raiseEvent(this.#context(), { name: "E", input: {} });
    await this.#reply(0, ["End Error", "Continue"]);
  }

  #context() {
    return this.#harness.context();
  }

  async #build(): Promise<void> {
    const { db, tenantId } = this.#harness;
    const insert = (sql: string) => db.pool.query(sql, [tenantId]);
    await insert(
      "INSERT INTO lock (tenant_id, name, type) VALUES ($1, 'SIMPLE', 'simple'), ($1, 'SHARED', 'shared')",
    );
    await insert("INSERT INTO event (tenant_id, name) VALUES ($1, 'E')");
    await insert("INSERT INTO queue (tenant_id, name, size) VALUES ($1, 'NARROW', 1)");
    for (const [name, called] of Object.entries(this.#landscape.called))
      await this.#define(name, called);
    await this.#defineChain("INNER", { chain: this.#landscape.inner });
    await makeDefinition(db.pool, tenantId, {
      ...{ name: "OUTER", kind: "chain", gated: true, url: "http://none.test" },
      properties: this.#outerProperties(this.#landscape.outer),
    });
  }

  async #define(name: string, called: Called): Promise<void> {
    const { db, tenantId } = this.#harness;
    if (called === "gone") return;
    if (called === "nested") return this.#defineChain(name, { chain: this.#landscape.inner });
    const given = called === "queued" ? {} : CALLED[called];
    const properties = definitionPropertiesSchema.parse(given);
    const kind = called === "wait" ? "wait" : "http";
    await makeDefinition(db.pool, tenantId, {
      ...{ ...ORIGIN, name, kind, gated: hasGates(properties, kind) },
      ...{
        queue: called === "queued" ? "NARROW" : "Default",
        properties: JSON.stringify(properties),
      },
    });
  }

  async #defineChain(name: string, properties: DefinitionPropertiesInput): Promise<void> {
    await makeDefinition(this.#harness.db.pool, this.#harness.tenantId, {
      ...{ name, kind: "chain", gated: true, url: "http://none.test" },
      properties: JSON.stringify(definitionPropertiesSchema.parse(properties)),
    });
  }

  #outerProperties(chain: ChainDefinition): string {
    const { restart = null } = this.#landscape;
    return JSON.stringify(definitionPropertiesSchema.parse({ chain, restart }));
  }

  async #node(place: number): Promise<MortalNode> {
    const life = mortalDatabase(this.#harness.db);
    const deps = { ...this.#harness.deps, db: life.db };
    const concurrency = place === 0 ? 3 : 50;
    const test = await this.#harness.node({ name: `node-${place}`, concurrency, db: life.db });
    this.#calls.push(test.http.calls);
    return { test, life, deps };
  }

  async #submit({ hold, later }: { hold: boolean; later: boolean }): Promise<void> {
    const startAt = later ? new Date(this.#harness.clock.now().getTime() + 5000) : null;
    await submitRuns(this.#context(), [{ definition: "OUTER", hold, startAt }]).catch(refused);
  }

  async #work(node: MortalNode, duty: Duty): Promise<void> {
    try {
      await this.#doDuty(node, duty);
    } catch (error) {
      if (!(error instanceof NodeDied)) throw error;
    }
    if (node.life.isDead()) await this.#bury(node);
  }

  async #doDuty({ test, deps }: MortalNode, duty: Duty): Promise<unknown> {
    switch (duty) {
      case "claim":
        test.dispatcher.noteGates();
        return test.claim();
      case "conduct":
        return conductOnce(deps);
      case "time":
        return timeOnce(deps);
      case "ready":
        return readyOnce(deps);
      case "expire":
        return expireOnce(deps);
      case "rescue":
        return rescueOnce(deps, null);
      case "sweep":
        return sweepOnce(deps);
      case "flush":
        return test.outcomes.flushOnce();
      case "kill":
        return killOnce({ ...deps, server: test.server, abort: (id) => test.dispatcher.abort(id) });
    }
  }

  /** Another takes its place; what it had claimed is found once its lease has run out. */
  async #bury(node: MortalNode): Promise<void> {
    const place = this.#nodes.indexOf(node);
    this.#nodes[place] = await this.#node(place);
    await this.#expireLease(node);
  }

  async #lose(place: number): Promise<void> {
    const node = this.#nodes[place];
    if (node) await this.#bury(node);
  }

  async #expireLease({ test }: MortalNode): Promise<void> {
    const { db, clock, deps } = this.#harness;
    const past = new Date(clock.now().getTime() - 1);
    await db.pool.query("UPDATE process_server SET lease_until = $2 WHERE id = $1", [
      test.server.id,
      past,
    ]);
    await rescueOnce(deps, clock.now());
  }

  #answer({ which, how }: { which: number; how: number }): void {
    const call = pick(
      this.#nodes.flatMap(({ test }) => test.http.calls),
      which,
    );
    if (how <= 2) call?.answer(500, "failed");
    else if (how === 3) call?.answer(202);
    else if (how === 4) call?.unanswered();
    else if (how === 5) call?.fail("reset");
    else call?.answer(200, "fine", { rows: 1 });
  }

  async #reply(which: number, wanted: readonly string[] | null): Promise<void> {
    const { rows } = await this.#harness.db.pool.query<{ id: string; replies: string[] }>(
      "SELECT id, replies FROM operator_message WHERE state = 'open' ORDER BY id",
    );
    for (const { id, replies } of wanted ? rows : rows.slice(0, 1)) {
      const reply = wanted?.find((one) => replies.includes(one)) ?? pick(replies, which) ?? "";
      await replyToMessage(this.#context(), { id, reply }).catch(refused);
    }
  }

  async #pass(ms: number): Promise<void> {
    const { clock, deps } = this.#harness;
    clock.advance(ms);
    await readyOnce(deps);
    await timeOnce(deps);
    await expireOnce(deps);
    await sweepOnce(deps);
    for (const node of this.#nodes) {
      await node.test.lease.renewOnce();
      await this.#doDuty(node, "kill");
    }
  }
}

function missing(): never {
  throw new Error("There is no such node");
}

function pick<T>(items: readonly T[], which: number): T | undefined {
  return items[which % Math.max(1, items.length)];
}

/** A refusal of a service is an answer like another. */
function refused(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}
