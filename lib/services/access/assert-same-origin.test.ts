import { describe, expect, it } from "vitest";
import { assertSameOrigin } from "./assert-same-origin";

const PUBLIC_URL = "https://jobs.example.com";
const check = (method: string, headers: Record<string, string>) => () =>
  assertSameOrigin({ method, headers: new Headers(headers) }, PUBLIC_URL);

describe("assertSameOrigin", () => {
  it.each([
    ["our own page", { origin: PUBLIC_URL }],
    ["the address in the browser", { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }],
    ["a browser that leaves Origin out", { "sec-fetch-site": "same-origin" }],
    ["a tool without either header", {}],
  ])("lets a change pass from %s", (_, headers) => {
    expect(check("POST", headers)).not.toThrow();
  });

  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["another port", { origin: "https://jobs.example.com:8443" }],
    ["a sandboxed frame", { origin: "null" }],
    ["a sibling domain", { "sec-fetch-site": "same-site" }],
    ["a cross-site form", { "sec-fetch-site": "cross-site" }],
    ["an origin that is no address", { origin: "%%%" }],
  ])("refuses a change from %s", (_, headers) => {
    expect(check("DELETE", headers)).toThrow("another site");
  });

  it("does not hinder reading", () => {
    expect(check("GET", { origin: "https://evil.example" })).not.toThrow();
  });
});
