import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";

describe("clientAddress", () => {
  it("believes a stranger nothing", () => {
    expect(clientAddress("203.0.113.7", "198.51.100.1")).toBe("203.0.113.7");
    expect(clientAddress("2001:db8::7", undefined)).toBe("2001:db8::7");
  });

  it("takes what a proxy beside us added, not what was sent to it", () => {
    expect(clientAddress("127.0.0.1", "1.1.1.1, 203.0.113.7")).toBe("203.0.113.7");
    expect(clientAddress("::ffff:10.0.0.2", "203.0.113.7")).toBe("203.0.113.7");
  });

  it("falls back to the connection when there is no usable entry", () => {
    expect(clientAddress("127.0.0.1", undefined)).toBe("127.0.0.1");
    expect(clientAddress("127.0.0.1", "unknown")).toBe("127.0.0.1");
    expect(clientAddress(undefined, "203.0.113.7")).toBeUndefined();
  });
});
