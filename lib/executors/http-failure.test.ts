import { describe, expect, it } from "vitest";
import { EgressBlockedError } from "@/lib/platform/egress";
import { failureFrom, isStaleConnection } from "./http-failure";

const withCode = (code: string, more = {}) =>
  Object.assign(new Error("internal 10.0.0.1"), { code }, more);

describe("failureFrom", () => {
  it.each([
    ["ENOTFOUND", "dns", true],
    ["EAI_AGAIN", "dns", true],
    ["ECONNREFUSED", "refused", true],
    ["EHOSTUNREACH", "refused", true],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout", true],
    ["ETIMEDOUT", "timeout", true],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls", true],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls", true],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls", true],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls", true],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls", true],
    ["CERT_HAS_EXPIRED", "tls", true],
    ["EPROTO", "tls", true],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls", true],
    ["ECONNRESET", "reset", true],
    ["EPIPE", "reset", true],
    ["UND_ERR_SOCKET", "reset", true],
    ["HPE_INVALID_CONSTANT", "protocol", false],
    ["UND_ERR_HEADERS_OVERFLOW", "protocol", false],
    ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "protocol", false],
    ["UND_ERR_INVALID_ARG", "invalid", false],
    ["UND_ERR_DESTROYED", "aborted", false],
    ["EMFILE", "protocol", false],
  ])("takes %s for %s", (code, kind, unreachable) => {
    const failure = failureFrom(withCode(code));
    expect(failure).toMatchObject({ type: "failed", kind, unreachable });
    expect(failure.message).toContain(code);
    expect(failure.message).not.toContain("10.0.0.1");
  });

  it("gives the reason of a refusal by the egress rules without an address", () => {
    const failure = failureFrom(new EgressBlockedError("intra.example", "it is a private address"));
    expect(failure).toEqual({
      type: "failed",
      kind: "blocked",
      message: 'Calls to "intra.example" are not allowed: it is a private address',
      unreachable: false,
    });
  });
});

describe("isStaleConnection", () => {
  it("needs a connection that had brought something before", () => {
    expect(isStaleConnection(withCode("ECONNRESET", { bytesRead: 120 }))).toBe(true);
    expect(isStaleConnection(withCode("UND_ERR_SOCKET", { socket: { bytesRead: 120 } }))).toBe(
      true,
    );
    expect(isStaleConnection(withCode("ECONNRESET", { bytesRead: 0 }))).toBe(false);
    expect(isStaleConnection(withCode("ECONNRESET"))).toBe(false);
    expect(isStaleConnection(withCode("ECONNREFUSED", { bytesRead: 120 }))).toBe(false);
  });
});
