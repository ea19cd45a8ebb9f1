import { describe, expect, it } from "vitest";
import { manualTimer } from "@/lib/testing/manual-timer";
import { type ChangeEvent, ChangeFeed } from "./change-feed";

const FIRST = 1000;

function setUp() {
  const timer = manualTimer();
  const feed = new ChangeFeed(timer, FIRST);
  const change = (runId: string, tenantId = "a") => feed.add([{ tenantId, runId }]);
  const watch = (tenantId: string | null = null, lastSeen: number | null = null) => {
    const events: ChangeEvent[] = [];
    const end = feed.watch({ tenantId, lastSeen }, (event) => events.push(event));
    return { events, end };
  };
  return { timer, feed, change, watch };
}

describe("a change feed", () => {
  it("passes changes on together, each run once", () => {
    const { timer, change, watch } = setUp();
    const { events } = watch();
    for (const run of ["1", "2", "1"]) change(run);
    expect(events).toEqual([]);
    timer.advance(250);
    expect(events).toEqual([{ id: FIRST + 1, runIds: ["1", "2"] }]);
  });

  it("tells a tenant of its own runs only, and nothing when there are none", () => {
    const { timer, change, watch } = setUp();
    const [a, b, c] = [watch("a"), watch("b"), watch("c")];
    change("1", "a");
    change("2", "b");
    timer.advance(250);
    expect([a, b, c].map(({ events }) => events.map((event) => event.runIds))).toEqual([
      [["1"]],
      [["2"]],
      [],
    ]);
  });

  it("says that everything may have changed when the runs are too many to name, in one call or many", () => {
    const { timer, feed, change, watch } = setUp();
    const { events } = watch();
    feed.add(Array.from({ length: 501 }, (_, index) => ({ tenantId: "a", runId: String(index) })));
    timer.advance(250);
    for (let index = 0; index <= 600; index += 1) change(String(index));
    timer.advance(250);
    feed.add(null);
    timer.advance(250);
    change("1");
    timer.advance(250);
    expect(events.map((event) => event.runIds)).toEqual([null, null, null, ["1"]]);
  });

  it("resumes where a watcher was cut off", () => {
    const { timer, change, watch } = setUp();
    const first = watch();
    change("1");
    timer.advance(250);
    first.end();
    for (const run of ["2", "3"]) {
      change(run);
      timer.advance(250);
    }
    expect(first.events).toHaveLength(1);
    const again = watch(null, first.events[0]?.id ?? 0);
    change("4");
    timer.advance(250);
    expect(again.events.map((event) => event.runIds)).toEqual([["2"], ["3"], ["4"]]);
  });

  it("has a watcher that missed nothing go on", () => {
    const { feed, watch } = setUp();
    expect(watch(null, feed.lastId).events).toEqual([]);
  });

  it.each([
    ["was away too long", FIRST + 1],
    ["comes from an earlier start of the node", 1],
    ["has seen what this node never sent", FIRST + 10_000],
  ])("has a watcher that %s look at everything anew", (_, lastSeen) => {
    const { timer, feed, change, watch } = setUp();
    for (let index = 0; index < 410; index += 1) {
      change(String(index));
      timer.advance(250);
    }
    expect(watch(null, lastSeen).events).toEqual([{ id: feed.lastId, runIds: null }]);
  });

  it("counts its watchers", () => {
    const { feed, watch } = setUp();
    const { end } = watch();
    watch();
    expect(feed.watchers).toBe(2);
    end();
    expect(feed.watchers).toBe(1);
  });
});
