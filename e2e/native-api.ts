import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";
import { applicationUrl } from "./application";

const LONGEST_WAIT_MS = 20_000;
/** Runs of a landscape take their time. */
const LONGEST_SEARCH_MS = 60_000;

interface Run {
  id: string;
  definition: string;
  parent: string | null;
  state: string;
  call: string | null;
  step: string | null;
  iteration: number | null;
  restartOf: string | null;
  parameters: Record<string, unknown> | null;
}

/** What journeys set up and look at without a browser, as the signed-in administrator. */
export interface NativeApi {
  put(path: string, body: object): Promise<void>;
  post(path: string, body?: object): Promise<APIResponse>;
  /** Makes a definition that calls an address. */
  http(name: string, url: string, more?: object): Promise<void>;
  submit(definition: string, more?: object): Promise<string>;
  run(id: string): Promise<Run>;
  /** Id of the newest run of a definition that is in a state, no part of a chain; fails when there is none in time. */
  newest(definition: string, state: string): Promise<string>;
  /** Steps and calls of a chain by their name; from the second round on `NAME 2`. */
  parts(chainId: string): Promise<Record<string, string>>;
  /** Waits until a run is in a state. */
  until(id: string, state: string, timeoutMs?: number): Promise<void>;
  /** The states a run went through, in order. */
  path(id: string): Promise<string[]>;
}

export function nativeApi(request: APIRequestContext): NativeApi {
  const headers = { origin: applicationUrl() };
  const get = async (path: string) => {
    const response = await request.get(`/api/v1/${path}`);
    expect(response.status(), await response.text()).toBe(200);
    return response.json();
  };
  const api: NativeApi = {
    async put(path, data) {
      const response = await request.put(`/api/v1/${path}`, { data, headers });
      expect([200, 201], await response.text()).toContain(response.status());
    },
    post: (path, data = {}) => request.post(`/api/v1/${path}`, { data, headers }),
    http: (name, url, more = {}) =>
      api.put(`definitions/${name}`, { kind: "http", http: { url }, ...more }),
    async submit(definition, more = {}) {
      const response = await api.post("runs", { definition, ...more });
      expect(response.status(), await response.text()).toBe(201);
      return (await response.json()).id;
    },
    run: (id) => get(`runs/${id}`),
    async newest(definition, state) {
      let id: string | undefined;
      const look = async () => {
        const found: { items: Run[] } = await get(`runs?definition=${definition}&state=${state}`);
        id = found.items.find(({ parent }) => parent === null)?.id;
        return id;
      };
      await expect.poll(look, { timeout: LONGEST_SEARCH_MS }).toBeDefined();
      return id ?? "";
    },
    async parts(chainId) {
      const steps: { items: Run[] } = await get(`runs?parent=${chainId}&limit=500`);
      const parts: Record<string, string> = {};
      for (const step of steps.items) {
        const calls: { items: Run[] } = await get(`runs?parent=${step.id}&limit=500`);
        for (const part of [step, ...calls.items]) parts[nameOf(part)] = part.id;
      }
      return parts;
    },
    async until(id, state, timeoutMs = LONGEST_WAIT_MS) {
      const look = async () => (await api.run(id)).state;
      await expect.poll(look, { timeout: timeoutMs }).toBe(state);
    },
    async path(id) {
      const transitions = await get(`runs/${id}/transitions`);
      return transitions.items.map(({ to }: { to: string }) => to);
    },
  };
  return api;
}

function nameOf({ call, step, iteration }: Run): string {
  const name = call ?? step ?? "";
  return iteration !== null && iteration > 1 ? `${name} ${iteration}` : name;
}
