import { describe, expect, it } from "vitest";
import { schedulingApiDocument } from "./open-api";

const paths = schedulingApiDocument().paths as Record<string, Record<string, unknown>>;
const calls = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);

describe("the description of the compatible API", () => {
  it("has every call of job-scheduling-api 4", () => {
    expect(calls).toHaveLength(21);
    expect(calls).toContain("PUT /jobs/{jobId}/schedules/{scheduleId}/runs/{runId}");
    expect(calls).toContain("POST /jobs/{jobId}/schedules/activationStatus");
  });

  it("names every parameter of an address", () => {
    const run = paths["/jobs/{jobId}/schedules/{scheduleId}/runs/{runId}"]?.get as {
      parameters: { name: string; in: string }[];
    };
    expect(run.parameters.map(({ name, in: place }) => `${place} ${name}`)).toEqual([
      "path jobId",
      "path scheduleId",
      "path runId",
    ]);
  });
});
