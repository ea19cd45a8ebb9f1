import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchJson } from "./fetch-json";

function answer(status: number, body: string): void {
  vi.stubGlobal("fetch", async () => new Response(body, { status }));
}
afterEach(() => vi.unstubAllGlobals());

describe("fetchJson", () => {
  it("gives back what the server answered", async () => {
    answer(200, '{"rows":[]}');
    expect(await fetchJson("/monitor/rows")).toEqual({ rows: [] });
  });

  it("fails with the words of the server", async () => {
    answer(403, '{"error":{"code":"forbidden","message":"This needs a role."}}');
    await expect(fetchJson("/monitor/rows")).rejects.toThrow("This needs a role.");
  });

  it.each(["<html>Bad gateway</html>", '{"error":"bad"}', "null", ""])(
    "fails with the status when the answer %j has no words of its own",
    async (body) => {
      answer(502, body);
      await expect(fetchJson("/monitor/rows")).rejects.toThrow("status 502");
    },
  );

  it("says that the server cannot be reached", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("Failed to fetch");
    });
    await expect(fetchJson("/monitor/rows")).rejects.toThrow("cannot be reached");
  });
});
