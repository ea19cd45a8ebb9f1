import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { makeDefinition, makeRun } from "@/lib/testing/engine-factories";
import { GATE_TIME as at, refused, startGateApi } from "@/lib/testing/gate-fixture";
import type { ApiLogin } from "@/lib/testing/native-api-fixture";

const { api, pool, tenantId, definition, endRuns } = await startGateApi();
afterAll(() => api.close());

describe("operator messages", () => {
  async function ask(replies: string[], as = tenantId): Promise<{ id: string; runId: string }> {
    const ctx = await api.contextOf();
    const asking = as === tenantId ? definition : await makeDefinition(pool, as);
    const runId = await makeRun(pool, asking, { state: "Console", at, columns: { gated: true } });
    const id = ctx.newId(ctx.now);
    await pool.query(
      `INSERT INTO operator_message (id, tenant_id, run_id, text, replies, created_at) VALUES ($1, $2, $3, 'Go on?', $4, $5)`,
      [id, as, runId, replies, at],
    );
    return { id, runId };
  }
  const reply = (id: string, text: unknown) =>
    api.call("POST", `/messages/${id}/reply`, { body: { reply: text } });

  it("are answered once, with one of the allowed replies, spaces left out (4.8)", async () => {
    const { id, runId } = await ask(["Restart step", "Continue"]);
    expect((await api.call("GET", "/messages?state=open")).body.items).toMatchObject([
      { id, run: runId, text: "Go on?", replies: ["Restart step", "Continue"], state: "open" },
    ]);
    for (const wrong of ["", "   ", "Perhaps", 7]) {
      expect(refused(await reply(id, wrong)), String(wrong)).toEqual([400, "invalid", "reply"]);
    }
    const answered = await reply(id, "  Restart \n  step ");
    expect([answered.status, answered.body]).toMatchObject([
      200,
      { state: "replied", reply: "Restart step", repliedAt: expect.any(String) },
    ]);
    const { rows } = await pool.query("SELECT conduct FROM run WHERE id = $1", [runId]);
    expect(rows).toEqual([{ conduct: true }]);
    const again = await reply(id, "Continue");
    expect([again.status, again.body.error.details]).toEqual([409, { state: "replied" }]);
    expect((await api.call("GET", "/messages?state=open")).body.items).toEqual([]);
    expect((await api.call("GET", `/messages?run=${runId}`)).body.items).toMatchObject([
      { id, state: "replied" },
    ]);
    await endRuns();
  });

  it("take any reply when none is prescribed, and none once withdrawn", async () => {
    const { id } = await ask([]);
    expect((await reply(id, "Whatever")).body.reply).toBe("Whatever");
    const gone = await ask([]);
    await pool.query("UPDATE operator_message SET state = 'withdrawn' WHERE id = $1", [gone.id]);
    expect((await reply(gone.id, "Late")).status).toBe(409);
    expect((await reply(randomUUID(), "x")).status).toBe(404);
    expect((await reply("x", "x")).status).toBe(404);
    await endRuns();
  });

  it("are shown to their own tenant and to the provider only", async () => {
    const [one, other] = [await api.createSubscriber(), await api.createSubscriber()];
    const { id } = await ask(["OK"], one.tenantId);
    const seen = async (as?: ApiLogin) =>
      (await api.call("GET", "/messages?state=open&limit=1", as ? { as } : {})).body.items.length;
    expect([await seen(one), await seen(other), await seen()]).toEqual([1, 0, 1]);
    expect((await api.call("GET", `/messages/${id}`, { as: other })).status).toBe(404);
    const body = { reply: "OK" };
    const foreign = await api.call("POST", `/messages/${id}/reply`, { body, as: other });
    expect(foreign.status).toBe(404);
    expect((await api.call("POST", `/messages/${id}/reply`, { body, as: one })).status).toBe(200);
  });
});
