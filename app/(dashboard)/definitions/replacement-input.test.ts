import { describe, expect, it } from "vitest";
import type { Definition } from "@/lib/domain/definition/definition";
import { definitionInputSchema } from "@/lib/domain/definition/definition-input";
import { NO_PROPERTIES } from "@/lib/domain/definition/definition-properties";
import { replacementInput } from "./replacement-input";

const STORED: Definition = {
  id: "0193",
  tenantId: "t",
  jobId: 7,
  name: "Close books",
  jobName: "CLOSE_BOOKS",
  kind: "http",
  description: "Every night",
  active: false,
  startAt: new Date("2026-11-01T00:00:00Z"),
  endAt: null,
  priority: 70,
  queue: "NIGHT",
  hold: true,
  retentionDays: 9,
  deleteAfterSuccess: true,
  httpMethod: "PUT",
  url: "https://example.com/close",
  origin: "https://example.com:443",
  headers: { "X-Unit": "7" },
  endpointUser: "robot",
  hasEndpointPassword: true,
  synchronousSeconds: 30,
  asynchronousSeconds: 600,
  alertOnError: true,
  alertOnSuccess: true,
  almEnabled: true,
  properties: NO_PROPERTIES,
  gated: false,
  createdAt: new Date("2026-10-01T00:00:00Z"),
  createdBy: "admin",
  updatedAt: new Date("2026-10-01T00:00:00Z"),
};

const properties = { locks: [{ lock: "LEDGER" }] };

describe("replacing a definition", () => {
  it("keeps every field that was not changed, the password among them", () => {
    const input = replacementInput(STORED, { change: {}, properties });
    expect(definitionInputSchema.parse(input)).toMatchObject({
      name: "Close books",
      kind: "http",
      description: "Every night",
      active: false,
      startTime: STORED.startAt,
      endTime: null,
      priority: 70,
      queue: "NIGHT",
      hold: true,
      retentionDays: 9,
      deleteAfterSuccess: true,
      httpMethod: "PUT",
      url: "https://example.com/close",
      headers: { "X-Unit": "7" },
      user: "robot",
      password: null,
      keepsPassword: true,
      synchronousSeconds: 30,
      asynchronousSeconds: 600,
      alertOnError: true,
      alertOnSuccess: true,
      almEnabled: true,
      properties: { locks: [{ lock: "LEDGER", mode: "exclusive", units: 1 }] },
    });
  });

  it("takes over what was changed", () => {
    const change = { priority: 10, url: "https://example.com/other" };
    expect(replacementInput(STORED, { change, properties })).toMatchObject(change);
  });

  it.each([null, "new"])("gives the password %o up when it was changed", (password) => {
    const input = replacementInput(STORED, { change: { password }, properties });
    expect(input).toMatchObject({ password, keepsPassword: false });
  });

  it("gives another kind no endpoint", () => {
    const wait = { ...STORED, kind: "wait" as const, url: "", origin: "" };
    const input = replacementInput(wait, { change: {}, properties: { wait: { seconds: 5 } } });
    expect(definitionInputSchema.parse(input)).toMatchObject({ kind: "wait", url: "" });
  });
});
