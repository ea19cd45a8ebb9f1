import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SYSTEM_JOBS } from "@/lib/domain/system/system-jobs";
import { createLogger } from "@/lib/platform/logger";
import { ensureSystemDefinitions } from "@/lib/services/system/ensure-system-definitions";
import { TEST_API_LOGIN, TEST_PUBLIC_URL } from "@/lib/testing/access-fixture";
import { type NativeApi, startNativeApi } from "@/lib/testing/native-api-fixture";

const NAMES = SYSTEM_JOBS.map(({ name }) => name);
const [RETENTION = ""] = NAMES;

let api: NativeApi;

beforeAll(async () => {
  api = await startNativeApi();
  const { db, newId, now, scope } = await api.contextOf();
  const logger = createLogger({ level: "silent" });
  await ensureSystemDefinitions({ db, newId, now, logger, providerTenantId: scope.tenantId });
});
afterAll(() => api.close());

const namesAt = async (path: string) =>
  (await api.call("GET", path)).body.items.map(
    (item: { name?: string; definition?: string }) => item.definition ?? item.name,
  );

async function scheduler(path: string) {
  const login = Buffer.from(`${TEST_API_LOGIN.user}:${TEST_API_LOGIN.password}`).toString("base64");
  const url = `${TEST_PUBLIC_URL}/scheduler/${path}`;
  const headers = { authorization: `Basic ${login}` };
  return (await api.deliver(new Request(url, { headers }))).json();
}

describe("the native API", () => {
  it("lists system jobs and their schedules only with system=true", async () => {
    expect(await namesAt("/definitions")).toEqual([]);
    expect(await namesAt("/schedules")).toEqual([]);
    expect(await namesAt("/definitions?system=true")).toEqual(NAMES);
    expect((await namesAt("/schedules?system=true")).toSorted()).toEqual(NAMES.toSorted());
  });

  it("runs one now, and hides the run unless it is asked for", async () => {
    const submitted = await api.call("POST", "/runs", { body: { definition: RETENTION } });
    expect(submitted).toMatchObject({ status: 201, body: { kind: "system", queue: "System" } });
    const ids = async (query: string) =>
      (await api.call("GET", `/runs${query}`)).body.items.map((run: { id: string }) => run.id);
    const { id } = submitted.body;
    expect(await ids("")).toEqual([]);
    expect(await ids("?q=system")).toEqual([id]);
    expect(await ids("?system=true")).toEqual([id]);
    expect(await ids(`?definition=${RETENTION}`)).toEqual([id]);
    expect((await api.call("GET", "/runs/count")).body.count).toBe(0);
  });

  it("refuses to change and to delete one, and says what can be done", async () => {
    const put = { kind: "http", http: { url: "https://example.com/" } };
    const attempts = [
      await api.call("PUT", `/definitions/${RETENTION}`, { body: put }),
      await api.call("DELETE", `/definitions/${RETENTION}`),
    ];
    for (const { status, text } of attempts) {
      expect(status).toBe(409);
      expect(text).toContain("is a system job");
    }
  });
});

describe("configuration as code", () => {
  const apply = (document: unknown, options = {}) =>
    api.call("POST", "/configuration", { body: { document, ...options } });

  it("neither exports system jobs nor removes them as what is not in the document", async () => {
    expect((await api.call("GET", "/configuration")).body).toEqual({ version: 1 });
    const applied = await apply({ version: 1 }, { prune: true });
    expect(applied).toMatchObject({ status: 200, body: { removed: [] } });
    expect(await namesAt("/definitions?system=true")).toEqual(NAMES);
  });

  it("refuses a document that names one", async () => {
    const wait = { kind: "wait", wait: { seconds: 1 } };
    const applied = await apply({ version: 1, definitions: { [RETENTION]: wait } });
    expect(applied.status).toBe(409);
    expect(applied.text).toContain("is a system job");
  });

  it("refuses a chain that calls one", async () => {
    const steps = [{ name: "A", calls: [{ name: "B", definition: RETENTION }] }];
    const chain = { kind: "chain", chain: { steps } };
    const applied = await apply({ version: 1, definitions: { NIGHT: chain } });
    expect(applied.status).toBe(400);
    expect(applied.text).toContain(RETENTION);
  });
});

describe("the compatible API", () => {
  it("knows no system jobs", async () => {
    expect(await scheduler("jobs")).toMatchObject({ total: 0, results: [] });
    const id = await api.call("GET", `/definitions/${RETENTION}`);
    expect(id.body.jobId).toBeGreaterThan(0);
    expect(JSON.stringify(await scheduler("search/jobs?q=System"))).not.toContain(RETENTION);
  });
});
