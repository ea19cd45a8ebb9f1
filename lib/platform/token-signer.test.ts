import { createHmac } from "node:crypto";
import { calculateJwkThumbprint, createLocalJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { fakeClock } from "@/lib/testing/fake-clock";
import { generateSigningKey } from "./signing-key";
import { createTokenSigner } from "./token-signer";

const ISSUER = "https://jobs.example";
const NOW = "2026-03-01T12:00:00Z";
const key = generateSigningKey();
const RUN = { runId: "run-1", tenantId: "tenant-1", jobId: 42, scheduleId: "schedule-1" };
const ACCESS = {
  credentialId: "credential-1",
  clientId: "sb-client",
  tenantId: "tenant-1",
  scopes: ["jobs.read", "jobs.write"],
  provider: false,
  expiresInSeconds: 43_199,
};

function signerAt(now = NOW, issuer = ISSUER) {
  const clock = fakeClock(now);
  return { clock, signer: createTokenSigner({ ...key, issuer, clock }) };
}

const segments = (jwt: string) =>
  jwt
    .split(".")
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8")));
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("signRunToken", () => {
  it("makes a JWT that verifies with the published keys and names its run", async () => {
    const { signer } = signerAt();
    const keys = createLocalJWKSet({ keys: [...signer.jwks().keys] });
    const { payload, protectedHeader } = await jwtVerify(signer.signRunToken(RUN), keys, {
      issuer: ISSUER,
      audience: "action-endpoint",
      currentDate: new Date(NOW),
    });
    expect(protectedHeader).toEqual({ alg: "ES256", typ: "JWT", kid: key.kid });
    expect(payload).toEqual({
      iss: ISSUER,
      sub: "stellwerk",
      client_id: "stellwerk",
      aud: "action-endpoint",
      typ: "run",
      zid: "tenant-1",
      tenant: "tenant-1",
      scope: ["JOBSCHEDULER"],
      jti: "run-1",
      run_id: "run-1",
      job_id: 42,
      schedule_id: "schedule-1",
      iat: 1_772_366_400,
      exp: 1_772_367_300,
    });
  });

  it("keeps text outside ASCII intact", () => {
    const { signer } = signerAt();
    expect(segments(signer.signRunToken({ ...RUN, tenantId: "Mandant-ä" }))[1].zid).toBe(
      "Mandant-ä",
    );
  });
});

describe("access tokens", () => {
  it("verify with the published keys and give their claims back", async () => {
    const { signer } = signerAt();
    const jwt = signer.signAccessToken({ ...ACCESS, subdomain: "acme" });
    const keys = createLocalJWKSet({ keys: [...signer.jwks().keys] });
    const { payload } = await jwtVerify(jwt, keys, { currentDate: new Date(NOW) });
    expect(payload).toMatchObject({ client_id: "sb-client", exp: 1_772_409_599 });
    expect(signer.verifyAccessToken(jwt)).toEqual({
      credentialId: "credential-1",
      clientId: "sb-client",
      tenantId: "tenant-1",
      subdomain: "acme",
      scopes: ["jobs.read", "jobs.write"],
      provider: false,
      issuedAt: new Date(NOW),
      expiresAt: new Date("2026-03-01T23:59:59Z"),
      tokenId: payload.jti,
    });
  });

  it("each have an id of their own", () => {
    const { signer } = signerAt();
    const ids = [1, 2].map(() => signer.verifyAccessToken(signer.signAccessToken(ACCESS))?.tokenId);
    expect(new Set(ids).size).toBe(2);
  });

  it("end at the second they expire", () => {
    const { signer, clock } = signerAt();
    const jwt = signer.signAccessToken({ ...ACCESS, expiresInSeconds: 60 });
    clock.advance(59_999);
    expect(signer.verifyAccessToken(jwt)).not.toBeNull();
    clock.advance(1);
    expect(signer.verifyAccessToken(jwt)).toBeNull();
  });

  it("are no run tokens, and run tokens are no access tokens", async () => {
    const { signer } = signerAt();
    expect(signer.verifyAccessToken(signer.signRunToken(RUN))).toBeNull();
    const keys = createLocalJWKSet({ keys: [...signer.jwks().keys] });
    const asRunToken = jwtVerify(signer.signAccessToken(ACCESS), keys, {
      audience: "action-endpoint",
      currentDate: new Date(NOW),
    });
    await expect(asRunToken).rejects.toThrow(/aud/);
  });

  it("of another installation or another key are refused", () => {
    const { signer } = signerAt();
    const elsewhere = signerAt(NOW, "https://other.example").signer;
    expect(signer.verifyAccessToken(elsewhere.signAccessToken(ACCESS))).toBeNull();
    const foreign = createTokenSigner({
      ...generateSigningKey(),
      kid: key.kid,
      issuer: ISSUER,
      clock: fakeClock(NOW),
    });
    expect(signer.verifyAccessToken(foreign.signAccessToken(ACCESS))).toBeNull();
  });

  it("are refused under any other algorithm", () => {
    const { signer } = signerAt();
    const [, body = "", signature = ""] = signer.signAccessToken(ACCESS).split(".");
    const none = encoded({ alg: "none", typ: "JWT", kid: key.kid });
    expect(signer.verifyAccessToken(`${none}.${body}.`)).toBeNull();
    expect(signer.verifyAccessToken(`${none}.${body}.${signature}`)).toBeNull();
    const hs = encoded({ alg: "HS256", typ: "JWT", kid: key.kid });
    const mac = createHmac("sha256", JSON.stringify(key.publicJwk)).update(`${hs}.${body}`);
    expect(signer.verifyAccessToken(`${hs}.${body}.${mac.digest("base64url")}`)).toBeNull();
  });

  it("are refused after any change", () => {
    const { signer } = signerAt();
    const jwt = signer.signAccessToken(ACCESS);
    const [head = "", , signature = ""] = jwt.split(".");
    const raised = encoded({ ...segments(jwt)[1], provider: true });
    expect(signer.verifyAccessToken(`${head}.${raised}.${signature}`)).toBeNull();
    expect(signer.verifyAccessToken(`${jwt}.`)).toBeNull();
    expect(signer.verifyAccessToken(`${jwt}=`)).toBeNull();
  });

  it.each(["", ".", "..", "a.b.c", "x".repeat(100_000), "ä.ö.ü"])("refuses %.20j", (jwt) => {
    expect(signerAt().signer.verifyAccessToken(jwt)).toBeNull();
  });
});

describe("generateSigningKey", () => {
  it("is named by its thumbprint and publishes nothing private", async () => {
    const { kty, crv, x, y } = key.publicJwk;
    expect(await calculateJwkThumbprint({ kty, crv, x, y })).toBe(key.kid);
    expect(signerAt().signer.jwks()).toEqual({ keys: [key.publicJwk] });
    expect(key.publicJwk).not.toHaveProperty("d");
  });
});
