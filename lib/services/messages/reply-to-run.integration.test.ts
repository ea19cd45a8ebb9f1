import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/services/context";
import { type ChainDriver, startChainDriver } from "@/lib/testing/chain-driver";
import { makeRun } from "@/lib/testing/engine-factories";
import { historyFaults } from "@/lib/testing/run-history";
import { replyToRun } from "./reply-to-run";

let driver: ChainDriver;

beforeAll(async () => {
  driver = await startChainDriver();
});

afterAll(async () => {
  try {
    expect(await historyFaults(driver.harness.db.pool)).toEqual([]);
  } finally {
    await driver.harness.close();
  }
});

const as = (name: string): Context => {
  const ctx = driver.harness.context();
  return { ...ctx, actor: { ...ctx.actor, name } };
};
const reply = (runId: string, text: string | undefined, by = "anna") =>
  replyToRun(as(by), { runId, reply: text });

/** A chain whose step LOAD has failed and asks; CLOSE follows. */
async function askingChain(): Promise<string> {
  const id = await driver.submit({ LOAD: ["A"], CLOSE: ["C"] }, { requestRestartByDefault: true });
  await driver.drive((call) => (call === "A" ? 500 : 200));
  expect(await driver.statesOf(id)).toMatchObject({ chain: "Console", LOAD: "Console" });
  return id;
}

describe("the reply to a run that asks (4.8)", () => {
  it("answers the question of the step when the chain is replied to", async () => {
    const id = await askingChain();
    await reply(id, "Continue");
    await driver.drive();
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Completed", C: "Completed" });
  });

  it("answers the step itself", async () => {
    const id = await askingChain();
    await reply(await driver.idOf(id, "LOAD"), "Restart failed");
    await driver.drive();
    expect(await driver.statesOf(id)).toMatchObject({ chain: "Completed", A: "Completed" });
  });

  it("of two operators at once the second is told who answered", async () => {
    const id = await askingChain();
    const both = await Promise.allSettled([
      reply(id, "Continue", "anna"),
      reply(id, "End Error", "bert"),
    ]);
    const [refused] = both.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(refused).toMatchObject({ code: "conflict" });
    expect(refused.message).toMatch(/answered already by (anna|bert)/);
    await driver.drive();
    await expect(reply(id, "Continue", "carl")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/answered already by (anna|bert)/),
    });
  });

  it("must be one of those allowed, and must be there", async () => {
    const id = await askingChain();
    await expect(reply(id, "Perhaps")).rejects.toMatchObject({ code: "invalid", field: "reply" });
    await expect(reply(id, undefined)).rejects.toMatchObject({ code: "invalid", field: "reply" });
    await reply(id, "End Completed");
    await driver.drive();
    expect((await driver.harness.run(id)).state).toBe("Completed");
  });

  it("is refused with the state by a run that asks nothing, and for what is not there", async () => {
    const at = driver.harness.clock.now();
    const id = await makeRun(driver.harness.db.pool, driver.work, { state: "Held", at });
    await expect(reply(id, "OK")).rejects.toMatchObject({
      ...{ code: "conflict", details: { state: "Held" } },
    });
    await expect(reply("x", "OK")).rejects.toMatchObject({ code: "not_found" });
  });
});
