import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Definition } from "@/lib/domain/definition/definition";
import { getDefinition } from "@/lib/queries/definitions/get-definition";
import type { Context } from "@/lib/services/context";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { actOnRuns } from "@/lib/services/runs/act-on-runs";
import { submitRuns } from "@/lib/services/runs/submit-runs";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";
import { MOST_TIMELINES, timelinesOfDefinition } from "./timelines-of-definition";

let api: NativeApi;

beforeAll(async () => {
  api = await startNativeApi();
});
afterAll(() => api.close());

const LATER = new Date("2099-01-01T00:00:00Z");

async function definitionWith(count: number) {
  const ctx = await api.contextOf(await api.createSubscriber());
  for (const name of ["drawn", "other"])
    await replaceDefinition(ctx, { name, url: "https://example.com/" });
  const submit = (definition: string, runs: number) =>
    submitRuns(
      ctx,
      Array.from({ length: runs }, () => ({ definition, startAt: LATER })),
    );
  await submit("other", 2);
  const ids = await submit("drawn", count);
  return { ctx, ids, definition: await getDefinition(ctx, { key: { name: "drawn" } }) };
}

async function page(ctx: Context, definition: Definition, cursor: string | null, limit = 5) {
  const found = await timelinesOfDefinition(ctx, { definition, cursor, limit });
  return { ...found, ids: found.items.map(({ id }) => id) };
}

describe("the timelines of a definition", () => {
  it("are those of its runs, newest first, page by page and back", async () => {
    const { ctx, ids, definition } = await definitionWith(12);
    const newestFirst = [...ids].reverse();
    const first = await page(ctx, definition, null);
    const second = await page(ctx, definition, first.nextCursor);
    const third = await page(ctx, definition, second.nextCursor);
    expect([...first.ids, ...second.ids, ...third.ids]).toEqual(newestFirst);
    expect([first.previousCursor, third.nextCursor]).toEqual([null, null]);
    const back = await page(ctx, definition, third.previousCursor);
    expect(back.ids).toEqual(second.ids);
    expect((await page(ctx, definition, back.previousCursor)).previousCursor).toBeNull();
  });

  it("have the changes of each run, oldest first", async () => {
    const { ctx, ids, definition } = await definitionWith(2);
    await actOnRuns(ctx, { action: "cancel", runIds: ids.slice(0, 1) });
    const { items } = await timelinesOfDefinition(ctx, { definition });
    expect(items.map((run) => run.transitions.map(({ to }) => to))).toEqual([
      ["New", "Scheduled"],
      ["New", "Scheduled", "Canceling", "Canceled"],
    ]);
  });

  it("are never more than can be looked at", async () => {
    const { ctx, definition } = await definitionWith(MOST_TIMELINES + 3);
    const found = await timelinesOfDefinition(ctx, { definition, limit: 1_000 });
    expect(found.items).toHaveLength(MOST_TIMELINES);
    expect(found.nextCursor).not.toBeNull();
  });

  it("are not shown to another tenant, and not for a cursor that is none", async () => {
    const { ctx, definition } = await definitionWith(1);
    const stranger = await api.contextOf(await api.createSubscriber());
    const seen = await timelinesOfDefinition(stranger, { definition });
    expect(seen.items.flatMap((run) => run.transitions)).toEqual([]);
    await expect(page(ctx, definition, "nonsense")).rejects.toMatchObject({ code: "invalid" });
  });
});
