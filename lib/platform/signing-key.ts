import { createHash, generateKeyPairSync, type JsonWebKey } from "node:crypto";

/** The public half of a signing key as it is published in the JWKS. */
export interface PublicJwk {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: "ES256";
  readonly use: "sig";
}

export interface SigningKey {
  readonly kid: string;
  /** PKCS#8; stored only encrypted. */
  readonly privatePem: string;
  readonly publicJwk: PublicJwk;
}

/** Makes a new ES256 key pair. Its id is the RFC 7638 thumbprint, so the same key always has the same id. */
export function generateSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const publicJwk = publicJwkFrom(publicKey.export({ format: "jwk" }));
  const privatePem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { kid: publicJwk.kid, privatePem, publicJwk };
}

/** The published form of a public key. */
export function publicJwkFrom(jwk: JsonWebKey): PublicJwk {
  const { crv, x, y } = jwk;
  if (crv !== "P-256" || !x || !y) throw new Error("The signing key must be an EC key on P-256");
  const members = JSON.stringify({ crv, kty: "EC", x, y });
  const kid = createHash("sha256").update(members).digest("base64url");
  return { kty: "EC", crv, x, y, kid, alg: "ES256", use: "sig" };
}
