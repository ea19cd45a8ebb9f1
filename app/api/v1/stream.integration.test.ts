import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { changeFeed } from "@/lib/server";
import { type ApiLogin, type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

let api: NativeApi;

beforeAll(async () => {
  api = await startNativeApi();
});
afterAll(() => api.close());

interface Opened {
  /** The next event, as its fields. */
  next(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

async function openStream(as: ApiLogin, lastSeen?: string): Promise<Opened> {
  const abort = new AbortController();
  const headers = lastSeen === undefined ? {} : { "last-event-id": lastSeen };
  const response = await api.open("GET", "/stream", { as, headers, signal: abort.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async next() {
      while (!text.includes("\n\n")) text += (await reader?.read())?.value ?? "";
      const [event = "", ...rest] = text.split("\n\n");
      text = rest.join("\n\n");
      return Object.fromEntries(event.split("\n").map((line) => line.split(/: (.*)/s, 2)));
    },
    async close() {
      abort.abort();
      await reader?.cancel();
    },
  };
}

async function tenant(): Promise<ApiLogin> {
  const as = await api.createSubscriber();
  await api.call("PUT", "/definitions/d", {
    as,
    body: { kind: "http", http: { url: "https://example.com/" } },
  });
  return as;
}

async function submit(as: ApiLogin): Promise<string> {
  return (await api.call("POST", "/runs", { as, body: { definition: "d", hold: true } })).body.id;
}

it("tells a tenant of its own runs only, and the provider of all", async () => {
  const [one, other] = [await tenant(), await tenant()];
  const streams = [
    await openStream(one),
    await openStream({ user: "api", password: "api-password" }),
  ];
  for (const stream of streams) expect(await stream.next()).toHaveProperty("id");
  const theirs = await submit(other);
  const mine = await submit(one);
  const [seen, all] = await Promise.all(streams.map((stream) => stream.next()));
  expect([seen?.event, JSON.parse(seen?.data ?? "")]).toEqual(["runs", { runIds: [mine] }]);
  expect(JSON.parse(all?.data ?? "").runIds).toEqual([theirs, mine]);
  for (const stream of streams) await stream.close();
});

it("resumes where a watcher was cut off, and says so when that is too long ago", async () => {
  const as = await tenant();
  const stream = await openStream(as);
  await stream.next();
  const first = await submit(as);
  const event = await stream.next();
  expect(JSON.parse(event.data ?? "").runIds).toEqual([first]);
  await stream.close();
  const missed = await submit(as);
  await expect.poll(async () => (await changeFeed()).lastId).toBeGreaterThan(Number(event.id));
  const resumed = await openStream(as, event.id);
  await resumed.next();
  expect(JSON.parse((await resumed.next()).data ?? "").runIds).toEqual([missed]);
  await resumed.close();
  const late = await openStream(as, "1");
  await late.next();
  expect(JSON.parse((await late.next()).data ?? "")).toEqual({ runIds: null });
  await late.close();
});

it("ends with its request, and lets a caller have only so many at once", async () => {
  const as = await tenant();
  const feed = await changeFeed();
  const before = feed.watchers;
  const streams = await Promise.all(Array.from({ length: 30 }, () => openStream(as)));
  expect(feed.watchers).toBe(before + 30);
  const refused = await api.call("GET", "/stream", { as });
  expect([refused.status, refused.body.error.code]).toEqual([429, "limit"]);
  for (const stream of streams) await stream.close();
  expect(feed.watchers).toBe(before);
  const again = await openStream(as);
  await again.close();
});

it("is not for strangers", async () => {
  expect((await api.call("GET", "/stream", { as: null })).status).toBe(401);
});

it("cuts off a caller that does not read, instead of keeping what it does not take", async () => {
  const as = await tenant();
  const feed = await changeFeed();
  const unwatch = vi.fn();
  const watch = vi.spyOn(feed, "watch").mockReturnValueOnce(unwatch);
  const response = await api.open("GET", "/stream", { as });
  const send = watch.mock.calls[0]?.[1];
  for (let id = 0; id < 200; id += 1) send?.({ id, runIds: ["r"] });
  expect(unwatch).toHaveBeenCalledOnce();
  expect((await response.text()).split("\n\n").length).toBeLessThan(70);
  watch.mockRestore();
});

it("ends quietly when its reader gives it up", async () => {
  const feed = await changeFeed();
  const before = feed.watchers;
  const response = await api.open("GET", "/stream", { as: await tenant() });
  await response.body?.cancel();
  expect(feed.watchers).toBe(before);
});
