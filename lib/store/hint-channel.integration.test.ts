import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLogger } from "@/lib/platform/logger";
import { systemTimer } from "@/lib/platform/system-timer";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { HintChannel, type HintMessage } from "./hint-channel";

let database: TestDatabase;
const channels: HintChannel[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  for (const channel of channels.splice(0)) await channel.stop();
  await database.drop();
});

/** Messages as they come; `next` waits for one that fits. */
function inbox() {
  const messages: HintMessage[] = [];
  const waiting: {
    fits: (message: HintMessage) => boolean;
    resolve: (message: HintMessage) => void;
  }[] = [];
  return {
    messages,
    push(message: HintMessage) {
      messages.push(message);
      for (const [index, entry] of waiting.entries()) {
        if (!entry.fits(message)) continue;
        waiting.splice(index, 1);
        entry.resolve(message);
        return;
      }
    },
    next: (fits: (message: HintMessage) => boolean) =>
      new Promise<HintMessage>((resolve) => {
        const known = messages.find(fits);
        if (known) resolve(known);
        else waiting.push({ fits, resolve });
      }),
  };
}

async function channel(nodeId: string) {
  const box = inbox();
  const made = new HintChannel({
    url: database.url,
    pool: database.pool,
    timer: systemTimer,
    logger: createLogger({ level: "silent" }),
    nodeId,
    onMessage: (message) => box.push(message),
  });
  channels.push(made);
  const listenersBefore = await listeners();
  made.start();
  while ((await listeners()) <= listenersBefore);
  return { made, ...box };
}

/** Connections that listen: their first statement is done. */
async function listeners(): Promise<number> {
  const result = await database.pool.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'stellwerk hints'
     AND ((query LIKE 'LISTEN%' AND state = 'idle') OR query = 'SELECT 1')`,
  );
  return result.rowCount ?? 0;
}

const isHint = (kind: string) => (message: HintMessage) =>
  message.type === "hint" && message.kind === kind;
const isChange = (message: HintMessage) => message.type === "changes";

describe("hints between nodes", () => {
  it("reach the others, not the node itself, and are folded together", async () => {
    const [one, two] = [await channel("one"), await channel("two")];
    for (let call = 0; call < 50; call += 1) one.made.hint("schedules");
    one.made.changed([{ tenantId: "t", runId: "r" }]);
    const change = await two.next(isChange);
    expect(change).toEqual({ type: "changes", changes: [{ tenantId: "t", runId: "r" }] });
    expect(two.messages.filter(isHint("schedules"))).toHaveLength(1);
    expect(one.messages).toEqual([]);
  });

  it("name no runs when there are too many for one message", async () => {
    const [one, two] = [await channel("one"), await channel("two")];
    const id = "00000000-0000-7000-8000-000000000";
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        tenantId: `${id}000`,
        runId: `${id}${String(index).padStart(3, "0")}`,
      }));
    one.made.changed(many(90));
    expect(await two.next(isChange)).toMatchObject({ changes: { length: 90 } });
    two.messages.length = 0;
    one.made.changed(many(200));
    expect(await two.next(isChange)).toEqual({ type: "changes", changes: null });
  });

  it("outlive messages that are none of theirs", async () => {
    const [one, two] = [await channel("one"), await channel("two")];
    for (const payload of [
      "no json",
      "null",
      "{}",
      '{"from":"x","type":"hint","kind":"other"}',
      '{"from":"x","type":"changes","changes":[1]}',
    ]) {
      await database.pool.query("SELECT pg_notify('stellwerk', $1)", [payload]);
    }
    one.made.hint("runs");
    await two.next(isHint("runs"));
    expect(two.messages).toHaveLength(1);
  });

  it("come again after the connection was lost, and everything counts as changed then", async () => {
    const [one, two] = [await channel("one"), await channel("two")];
    await database.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'stellwerk hints'",
    );
    expect(await two.next(isChange)).toEqual({ type: "changes", changes: null });
    for (const kind of ["runs", "schedules", "kills"])
      expect(two.messages.some(isHint(kind))).toBe(true);
    two.messages.length = 0;
    one.made.hint("kills");
    await two.next(isHint("kills"));
  });
});
