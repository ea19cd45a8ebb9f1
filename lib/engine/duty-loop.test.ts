import { describe, expect, it } from "vitest";
import { createLogger } from "@/lib/platform/logger";
import { manualTimer } from "@/lib/testing/manual-timer";
import { DutyLoop } from "./duty-loop";

interface Pass {
  finish(restMs: number): void;
  fail(): void;
}

function setUp(options: { maxRetryMs?: number } = {}) {
  const timer = manualTimer();
  const passes: Pass[] = [];
  const loop = new DutyLoop({
    ...options,
    name: "duty",
    timer,
    logger: createLogger({ level: "silent" }),
    run: () =>
      new Promise((resolve, reject) => {
        passes.push({ finish: resolve, fail: () => reject(new Error("the database is away")) });
      }),
  });
  const end = async (how: number | "fail") => {
    const pass = passes.at(-1);
    if (how === "fail") pass?.fail();
    else pass?.finish(how);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { timer, passes, loop, end };
}

describe("a duty loop", () => {
  it("runs at once, rests as long as the pass said, and runs again", async () => {
    const { timer, passes, loop, end } = setUp();
    loop.start();
    expect(passes).toHaveLength(1);
    await end(1000);
    timer.advance(999);
    expect(passes).toHaveLength(1);
    timer.advance(1);
    expect(passes).toHaveLength(2);
  });

  it("ends its rest when it is woken, and forgets the old one", async () => {
    const { timer, passes, loop, end } = setUp();
    loop.start();
    await end(1000);
    loop.wake();
    expect(passes).toHaveLength(2);
    await end(5000);
    timer.advance(4999);
    expect(passes).toHaveLength(2);
  });

  it("runs once more right after a pass during which it was woken, however often", async () => {
    const { timer, passes, loop, end } = setUp();
    loop.start();
    for (let call = 0; call < 5; call += 1) loop.wake();
    expect(passes).toHaveLength(1);
    await end(1000);
    timer.advance(0);
    expect(passes).toHaveLength(2);
    await end(1000);
    timer.advance(0);
    expect(passes).toHaveLength(2);
  });

  it("tries a failed pass again after rests that grow up to a limit", async () => {
    const { timer, passes, loop, end } = setUp();
    loop.start();
    for (const restMs of [400, 800, 1600, 3200, 5000, 5000]) {
      const before = passes.length;
      await end("fail");
      timer.advance(restMs - 1);
      expect(passes).toHaveLength(before);
      timer.advance(1);
      expect(passes).toHaveLength(before + 1);
    }
    await end(100);
    timer.advance(100);
    await end("fail");
    const before = passes.length;
    timer.advance(400);
    expect(passes).toHaveLength(before + 1);
  });

  it("rests no longer after failures than it is allowed to", async () => {
    const { timer, passes, loop, end } = setUp({ maxRetryMs: 500 });
    loop.start();
    for (let failure = 0; failure < 4; failure += 1) {
      await end("fail");
      timer.advance(500);
      expect(passes).toHaveLength(failure + 2);
    }
  });

  it("stops when the pass under way is done, and begins no other", async () => {
    const { timer, passes, loop, end } = setUp();
    loop.start();
    let isStopped = false;
    const stopping = loop.stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isStopped).toBe(false);
    await end(0);
    await stopping;
    loop.wake();
    timer.advance(60_000);
    expect(passes).toHaveLength(1);
    expect(timer.waiting).toBe(0);
  });

  it("starts once, and again after it was stopped", async () => {
    const { passes, loop, end } = setUp();
    loop.start();
    loop.start();
    expect(passes).toHaveLength(1);
    await end(1000);
    await loop.stop();
    loop.start();
    expect(passes).toHaveLength(2);
  });
});
