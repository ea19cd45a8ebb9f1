/**
 * Hints between nodes over LISTEN/NOTIFY. A hint may be lost, late or doubled: every duty also comes
 * round by itself. One connection of its own; it is watched, since a cut cable ends no socket.
 */
import pg from "pg";
import type { Logger } from "pino";
import { z } from "zod";
import type { RunChange } from "@/lib/domain/run/run-change";
import type { Timer } from "@/lib/domain/timer";

const CHANNEL = "stellwerk";
const PROBE_MS = 10_000;
const PROBE_TIMEOUT_MS = 5000;
const RECONNECT_MS = 1000;
const HINT_AFTER_MS = 25;
const CHANGES_AFTER_MS = 250;
/** PostgreSQL takes 8000 bytes: enough for this many changes. */
const MAX_CHANGES = 90;

const HINT_KINDS = ["runs", "schedules", "kills", "gates", "chains"] as const;
export type HintKind = (typeof HINT_KINDS)[number];

/** What arrives from other nodes. */
export type HintMessage =
  | { type: "hint"; kind: HintKind }
  /** Runs that changed; null when they were too many to name. */
  | { type: "changes"; changes: RunChange[] | null };

interface HintChannelOptions {
  url: string;
  pool: pg.Pool;
  timer: Timer;
  logger: Logger;
  /** Names this node, so that it does not hear itself. */
  nodeId: string;
  onMessage: (message: HintMessage) => void;
}

export class HintChannel {
  readonly #options: HintChannelOptions;
  readonly #hints = new Set<HintKind>();
  #changes = new Map<string, RunChange>();
  #hintsDue = false;
  #changesDue = false;
  #client: pg.Client | null = null;
  #isOpen = false;
  #hasListened = false;

  constructor(options: HintChannelOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isOpen = true;
    this.#connect();
  }

  async stop(): Promise<void> {
    this.#isOpen = false;
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  /** Tells the other nodes, after a moment in which more of the same is folded in. */
  hint(kind: HintKind): void {
    this.#hints.add(kind);
    if (this.#hintsDue) return;
    this.#hintsDue = true;
    this.#options.timer.after(HINT_AFTER_MS, () => {
      this.#hintsDue = false;
      const kinds = [...this.#hints];
      this.#hints.clear();
      for (const one of kinds) this.#send({ type: "hint", kind: one });
    });
  }

  /** Tells the other nodes which runs changed, four times a second at most. */
  changed(changes: readonly RunChange[]): void {
    for (const change of changes) {
      if (this.#changes.size <= MAX_CHANGES) this.#changes.set(change.runId, change);
    }
    if (this.#changesDue) return;
    this.#changesDue = true;
    this.#options.timer.after(CHANGES_AFTER_MS, () => {
      this.#changesDue = false;
      const all = [...this.#changes.values()];
      this.#changes = new Map();
      this.#send({ type: "changes", changes: all.length > MAX_CHANGES ? null : all });
    });
  }

  #send(message: HintMessage): void {
    const changes = message.type === "changes" ? (message.changes?.map(pairOf) ?? null) : undefined;
    const payload = JSON.stringify({ from: this.#options.nodeId, ...message, changes });
    this.#options.pool
      .query("SELECT pg_notify($1, $2)", [CHANNEL, payload])
      .catch((error: unknown) => {
        this.#options.logger.debug({ err: error }, "a hint was not sent");
      });
  }

  #connect(): void {
    const client = new pg.Client({
      connectionString: this.#options.url,
      keepAlive: true,
      connectionTimeoutMillis: PROBE_TIMEOUT_MS,
      query_timeout: PROBE_TIMEOUT_MS,
      application_name: "stellwerk hints",
    });
    this.#client = client;
    let isOver = false;
    const again = (error?: unknown) => {
      if (isOver) return;
      isOver = true;
      if (error) this.#options.logger.debug({ err: error }, "hint connection lost");
      client.end().catch(() => undefined);
      if (this.#isOpen)
        this.#options.timer.after(RECONNECT_MS, () => this.#isOpen && this.#connect());
    };
    client.on("error", again);
    client.on("end", () => again());
    client.on("notification", ({ payload }) => this.#receive(payload));
    const probe = () => {
      if (isOver || !this.#isOpen) return;
      client.query("SELECT 1").then(() => this.#options.timer.after(PROBE_MS, probe), again);
    };
    client
      .connect()
      .then(() => client.query(`LISTEN ${CHANNEL}`))
      .then(() => {
        this.#catchUp();
        probe();
      })
      .catch(again);
  }

  /** What was said while nobody listened is unknown: everything may have changed. */
  #catchUp(): void {
    if (this.#hasListened && this.#isOpen) {
      for (const kind of HINT_KINDS) this.#options.onMessage({ type: "hint", kind });
      this.#options.onMessage({ type: "changes", changes: null });
    }
    this.#hasListened = true;
  }

  #receive(payload: string | undefined): void {
    const message = payload === undefined ? null : parseMessage(payload);
    if (message && message.from !== this.#options.nodeId) this.#options.onMessage(message.message);
  }
}

function pairOf(change: RunChange): [string, string] {
  return [change.tenantId, change.runId];
}

const messageSchema = z.union([
  z.object({ from: z.string(), type: z.literal("hint"), kind: z.enum(HINT_KINDS) }),
  z.object({
    from: z.string(),
    type: z.literal("changes"),
    changes: z.array(z.tuple([z.string(), z.string()])).nullable(),
  }),
]);

/** Null for what this version does not understand: anybody with the database's password may notify. */
function parseMessage(payload: string): { from: string; message: HintMessage } | null {
  const parsed = messageSchema.safeParse(jsonOrNull(payload));
  if (!parsed.success) return null;
  const { from, ...message } = parsed.data;
  if (message.type === "hint") return { from, message };
  const changes = message.changes?.map(([tenantId, runId]) => ({ tenantId, runId })) ?? null;
  return { from, message: { type: "changes", changes } };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
