import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { z } from "zod";
import type { Clock } from "@/lib/domain/clock";
import { type PublicJwk, publicJwkFrom } from "./signing-key";

/** What a bearer token of an outgoing call says about its run (job-scheduling-api 3). */
export interface RunTokenInput {
  readonly runId: string;
  readonly tenantId: string;
  readonly jobId: number;
  readonly scheduleId: string | null;
}

export interface AccessTokenInput {
  readonly credentialId: string;
  readonly clientId: string;
  readonly tenantId: string;
  readonly subdomain?: string;
  readonly scopes: readonly string[];
  /** Whether the credential acts for the provider and so for every tenant. */
  readonly provider: boolean;
  readonly expiresInSeconds: number;
}

const accessClaimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  typ: z.literal("access"),
  sub: z.string(),
  client_id: z.string(),
  zid: z.string(),
  ext_attr: z.object({ zdn: z.string() }).optional(),
  scope: z.array(z.string()),
  provider: z.boolean(),
  iat: z.number(),
  exp: z.number(),
  jti: z.string(),
});

export interface AccessTokenClaims {
  readonly credentialId: string;
  readonly clientId: string;
  readonly tenantId: string;
  readonly subdomain: string | null;
  readonly scopes: readonly string[];
  readonly provider: boolean;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly tokenId: string;
}

export interface TokenSigner {
  /** A token for one outgoing call, valid for fifteen minutes. */
  signRunToken(run: RunTokenInput): string;
  signAccessToken(input: AccessTokenInput): string;
  /** The claims of an access token this installation issued and that is still valid; null for anything else. */
  verifyAccessToken(jwt: string): AccessTokenClaims | null;
  jwks(): { readonly keys: readonly PublicJwk[] };
}

interface TokenSignerOptions {
  readonly kid: string;
  readonly privatePem: string;
  /** The public address of this installation. */
  readonly issuer: string;
  readonly clock: Clock;
}

const RUN_TOKEN_SECONDS = 900;
const MAX_TOKEN_LENGTH = 8192;
const ES256_SIGNATURE = /^[\w-]{86}$/;
/** The name under which applications know the scheduler; also the scope they are asked to grant. */
const CLIENT_ID = "stellwerk";
const RUN_SCOPE = "JOBSCHEDULER";

/**
 * Signs and checks tokens with ES256, the one algorithm that is ever accepted. Tokens for outgoing calls and access
 * tokens differ in audience and type, so that neither can stand in for the other.
 */
export function createTokenSigner(options: TokenSignerOptions): TokenSigner {
  const { issuer, clock } = options;
  const privateKey = createPrivateKey(options.privatePem);
  const publicKey = createPublicKey(privateKey);
  const publicJwk = { ...publicJwkFrom(publicKey.export({ format: "jwk" })), kid: options.kid };
  const header = base64url(JSON.stringify({ alg: "ES256", typ: "JWT", kid: options.kid }));
  const accessAudience = `${issuer}/scheduler`;
  const signKey = { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
  const verifyKey = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;

  const issue = (claims: object): string => {
    const signed = `${header}.${base64url(JSON.stringify(claims))}`;
    return `${signed}.${sign("sha256", Buffer.from(signed, "latin1"), signKey).toString("base64url")}`;
  };
  const nowSeconds = (): number => Math.floor(clock.now().getTime() / 1000);

  return {
    signRunToken: (run) => issue(runClaims(run, issuer, nowSeconds())),
    signAccessToken: (input) => {
      const iat = nowSeconds();
      return issue({ ...accessClaims(input, iat), iss: issuer, aud: accessAudience });
    },
    verifyAccessToken: (jwt) => {
      const payload = jwt.length <= MAX_TOKEN_LENGTH ? signedPayload(jwt, header, verifyKey) : null;
      const parsed = accessClaimsSchema.safeParse(payload);
      if (!parsed.success || parsed.data.iss !== issuer || parsed.data.aud !== accessAudience) {
        return null;
      }
      return parsed.data.exp > nowSeconds() ? claimsFrom(parsed.data) : null;
    },
    jwks: () => ({ keys: [publicJwk] }),
  };
}

function runClaims(run: RunTokenInput, issuer: string, iat: number): object {
  return {
    iss: issuer,
    sub: CLIENT_ID,
    client_id: CLIENT_ID,
    aud: "action-endpoint",
    typ: "run",
    zid: run.tenantId,
    tenant: run.tenantId,
    scope: [RUN_SCOPE],
    jti: run.runId,
    run_id: run.runId,
    job_id: run.jobId,
    schedule_id: run.scheduleId,
    iat,
    exp: iat + RUN_TOKEN_SECONDS,
  };
}

function accessClaims(input: AccessTokenInput, iat: number): object {
  return {
    typ: "access",
    sub: input.credentialId,
    client_id: input.clientId,
    zid: input.tenantId,
    ...(input.subdomain === undefined ? {} : { ext_attr: { zdn: input.subdomain } }),
    scope: input.scopes,
    provider: input.provider,
    jti: crypto.randomUUID(),
    iat,
    exp: iat + Math.floor(input.expiresInSeconds),
  };
}

type VerifyKey = Parameters<typeof verify>[2];

/** The payload of a token whose header is byte for byte ours (so the algorithm is never the sender's choice). */
function signedPayload(jwt: string, header: string, key: VerifyKey): unknown {
  const [head, body, signature, ...rest] = jwt.split(".");
  if (head !== header || !body || !signature || rest.length > 0) return null;
  if (!ES256_SIGNATURE.test(signature)) return null;
  const bytes = Buffer.from(`${head}.${body}`, "latin1");
  if (!verify("sha256", bytes, key, Buffer.from(signature, "base64url"))) return null;
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
}

function claimsFrom(claims: z.infer<typeof accessClaimsSchema>): AccessTokenClaims {
  return {
    credentialId: claims.sub,
    clientId: claims.client_id,
    tenantId: claims.zid,
    subdomain: claims.ext_attr?.zdn ?? null,
    scopes: claims.scope,
    provider: claims.provider,
    issuedAt: new Date(claims.iat * 1000),
    expiresAt: new Date(claims.exp * 1000),
    tokenId: claims.jti,
  };
}

function base64url(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}
