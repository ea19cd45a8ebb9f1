import { z } from "zod";
import { type ClientLogin, parseAuthorization } from "@/lib/domain/access/authorization-header";
import { AppError } from "@/lib/domain/errors";
import { verifyClient } from "./authenticate";
import type { Access } from "./create-access";
import type { LiveCredential } from "./credential-gate";

/** An answer of the token endpoint (RFC 6749 5.1 and 5.2). */
export interface TokenAnswer {
  status: 200 | 400 | 401 | 429 | 503;
  body: Record<string, string | number>;
}

interface TokenRequest {
  headers: Headers;
  form: URLSearchParams;
  sourceIp: string | null;
  now: Date;
}

const TOKEN_SECONDS = 43_199;
const text = z.string().max(4096);
const formSchema = z.object({
  grant_type: text.optional(),
  client_id: text.optional(),
  client_secret: text.optional(),
  scope: text.optional(),
});
type TokenForm = z.infer<typeof formSchema>;

/**
 * Issues an access token for the client-credentials grant, valid for twelve hours less a second. The
 * client proves itself in the Authorization header or in the form, not in both with different ids.
 */
export async function issueToken(access: Access, request: TokenRequest): Promise<TokenAnswer> {
  const form = readForm(request.form);
  if (typeof form === "string") return refusal("invalid_request", form);
  const grant = form.grant_type;
  if (!grant) return refusal("invalid_request", "grant_type is missing.");
  if (grant !== "client_credentials") {
    return refusal("unsupported_grant_type", "grant_type must be client_credentials.");
  }
  const candidates = presentedClient(request.headers, form);
  if (typeof candidates === "string") return refusal("invalid_client", candidates);
  try {
    const credential = await verifyClient(access, candidates, request);
    return grantToken(access, credential, form.scope);
  } catch (error) {
    return refusalFrom(access, error);
  }
}

function readForm(form: URLSearchParams): TokenForm | string {
  const names = Object.keys(formSchema.shape);
  const repeated = names.find((name) => form.getAll(name).length > 1);
  if (repeated) return `${repeated} is given more than once.`;
  const parsed = formSchema.safeParse(Object.fromEntries(form));
  if (parsed.success) return parsed.data;
  return `${parsed.error.issues[0]?.path.join(".")} is too long.`;
}

/** The logins to try, or the reason why there is none. */
function presentedClient(headers: Headers, form: TokenForm): readonly ClientLogin[] | string {
  const authorization = parseAuthorization(headers.get("authorization"));
  if (authorization?.kind === "unusable") return authorization.reason;
  if (authorization?.kind === "bearer") return "The client must use the scheme Basic.";
  if (authorization) {
    const { candidates } = authorization;
    const isSame =
      !form.client_id || candidates.some(({ clientId }) => clientId === form.client_id);
    return isSame ? candidates : "client_id differs from the client of the Authorization header.";
  }
  if (!form.client_id || !form.client_secret) return "Client id and secret are missing.";
  return [{ clientId: form.client_id, secret: form.client_secret }];
}

function grantToken(
  access: Access,
  credential: LiveCredential,
  requested: string | undefined,
): TokenAnswer {
  const wanted = requested?.split(/\s+/).filter(Boolean) ?? [];
  const unknown = wanted.find((scope) => !credential.permissions.some((held) => held === scope));
  if (unknown) return refusal("invalid_scope", "The client does not have every requested scope.");
  const scopes = wanted.length > 0 ? [...new Set(wanted)] : credential.permissions;
  const token = access.signer.signAccessToken({
    credentialId: credential.id,
    clientId: credential.clientId,
    tenantId: credential.tenantId,
    subdomain: credential.subdomain,
    scopes,
    provider: credential.isProvider,
    expiresInSeconds: TOKEN_SECONDS,
  });
  const body = {
    access_token: token,
    token_type: "bearer",
    expires_in: TOKEN_SECONDS,
    scope: scopes.join(" "),
    jti: access.signer.verifyAccessToken(token)?.tokenId ?? "",
  };
  return { status: 200, body };
}

function refusal(error: string, description: string): TokenAnswer {
  const body = { error, error_description: description };
  return { status: error === "invalid_client" ? 401 : 400, body };
}

function refusalFrom(access: Access, error: unknown): TokenAnswer {
  const code = error instanceof AppError ? error.code : "internal";
  if (error instanceof AppError && code === "unauthenticated") {
    return refusal("invalid_client", error.message);
  }
  if (error instanceof AppError && code === "limit") return unavailable(429, error.message);
  access.logger.error({ err: error }, "a token could not be issued");
  return unavailable(503, "The token cannot be issued at the moment. Try again shortly.");
}

function unavailable(status: 429 | 503, description: string): TokenAnswer {
  const body = { error: "temporarily_unavailable", error_description: description };
  return { status, body };
}
