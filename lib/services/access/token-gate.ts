import { createHash } from "node:crypto";
import type { AccessTokenClaims, TokenSigner } from "@/lib/platform/token-signer";

/** Checks access tokens; the signature of one token is computed once. */
export interface TokenGate {
  verify(jwt: string, now: Date): AccessTokenClaims | null;
}

const MAX_TOKENS = 2_000;

/** Remembers valid tokens by digest until they expire; anything else is checked each time. */
export function createTokenGate(signer: Pick<TokenSigner, "verifyAccessToken">): TokenGate {
  const known = new Map<string, AccessTokenClaims>();
  return {
    verify(jwt, now) {
      const digest = createHash("sha256").update(jwt).digest("base64url");
      const claims = known.get(digest) ?? signer.verifyAccessToken(jwt);
      if (!claims || claims.expiresAt <= now) {
        known.delete(digest);
        return null;
      }
      const [oldest] = known.keys();
      if (known.size >= MAX_TOKENS && oldest !== undefined) known.delete(oldest);
      known.set(digest, claims);
      return claims;
    },
  };
}
