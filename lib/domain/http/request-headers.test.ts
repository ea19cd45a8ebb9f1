import { describe, expect, it } from "vitest";
import { headerFault, isReservedHeader } from "./request-headers";

describe("isReservedHeader", () => {
  it.each([
    "X-SAP-Job-Id",
    "x-sap-anything",
    "Host",
    "content-length",
    "Connection",
    "Idempotency-Key",
  ])("keeps %s to the scheduler", (name) => expect(isReservedHeader(name)).toBe(true));
  it.each(["Authorization", "X-Api-Key", "Content-Type", "Accept"])(
    "leaves %s to the definition",
    (name) => expect(isReservedHeader(name)).toBe(false),
  );
});

describe("headerFault", () => {
  it("accepts Latin-1 text", () => expect(headerFault("X-Name", "Grüße\tan")).toBeNull());
  it.each([
    ["X\r\nY", "a"],
    ["", "a"],
    ["X Y", "a"],
    ["X:", "a"],
    ["Ü", "a"],
    ["X", "a\r\nSet-Cookie: b"],
    ["X", "a\nb"],
    ["X", "a\u0000"],
    ["X", "日本"],
  ])("refuses %j: %j", (name, value) => expect(headerFault(name, value)).not.toBeNull());
});
