import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { OPERATIONS } from "@/lib/domain/native-api/operations";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

let api: NativeApi;

beforeAll(async () => {
  api = await startNativeApi();
});
afterAll(() => api.close());

describe("the description of the API", () => {
  it("names every call with what it takes and answers, and points nowhere that is not there", async () => {
    const { status, body, text } = await api.call("GET", "/openapi.json");
    expect([status, body.openapi]).toEqual([200, "3.1.0"]);
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(Object.keys(OPERATIONS).sort());
    const submit = body.paths["/runs"].post;
    const { properties, required, additionalProperties } =
      submit.requestBody.content["application/json"].schema;
    expect([required, additionalProperties]).toEqual([["definition"], false]);
    expect(properties.priority.anyOf[0]).toMatchObject({
      type: "integer",
      minimum: 1,
      maximum: 100,
    });
    expect(submit.parameters[0].name).toBe("Idempotency-Key");
    const limit = body.paths["/runs"].get.parameters.find(
      (parameter: { name: string }) => parameter.name === "limit",
    );
    expect(limit.schema).toMatchObject({ type: "integer", minimum: 1, maximum: 500 });
    const pointers = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer = ""]) =>
      pointer.split("/"),
    );
    for (const pointer of pointers) {
      expect(
        pointer.reduce((at, key) => at?.[key], body),
        pointer.join("/"),
      ).toBeDefined();
    }
  });

  it.each(Object.keys(OPERATIONS))("has a route for %s", async (name) => {
    const [method = "", path = ""] = name.split(" ");
    const folder = path.replaceAll(/\{(\w+)\}/g, "[$1]");
    expect(existsSync(join(import.meta.dirname, folder, "route.ts"))).toBe(true);
    const answer = await api.call(method, path.replaceAll(/\{\w+\}/g, "x"), { as: null });
    expect(answer.status).toBe(401);
  });
});

describe("health", () => {
  const get = (path: string) => api.deliver(new Request(`http://localhost:3000${path}`));

  it("says that the process lives, and that its engine does not run", async () => {
    expect((await get("/healthz")).status).toBe(200);
    const ready = await get("/readyz");
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ready: false, reason: "The engine of this node is not running." },
    ]);
  });

  it("shows its figures in the words of Prometheus", async () => {
    await api.call("PUT", "/definitions/m", {
      body: { kind: "http", http: { url: "https://example.com/" } },
    });
    await api.call("POST", "/runs", { body: { definition: "m", hold: true } });
    const response = await get("/metrics");
    const text = await response.text();
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(text).toContain('stellwerk_runs{state="Held",queue="Default"} 1');
    expect(text).toMatch(
      /stellwerk_http_request_seconds_count\{method="POST",route="\/api\/v1\/runs",status="201"\} \d/,
    );
    expect(text).toContain("process_resident_memory_bytes");
  });

  it("answers 503 while the database is away, and goes on when it is back", async () => {
    const { pool } = (await api.contextOf()).db;
    const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const away = [vi.spyOn(pool, "query"), vi.spyOn(pool, "connect")];
    for (const spy of away) spy.mockImplementation(() => Promise.reject(refused));
    const answers = [
      await api.call("GET", "/runs"),
      await api.call("POST", "/runs", { body: { definition: "m" } }),
      await api.call("POST", "/runs", {
        body: { definition: "m" },
        headers: { "idempotency-key": "k" },
      }),
    ];
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(
      answers.map(() => [503, "unavailable"]),
    );
    expect(answers[0]?.headers.get("retry-after")).toBe("5");
    expect([
      (await get("/readyz")).status,
      (await get("/metrics")).status,
      (await get("/healthz")).status,
    ]).toEqual([503, 503, 200]);
    for (const spy of away) spy.mockRestore();
    expect((await api.call("GET", "/runs")).status).toBe(200);
  });
});
