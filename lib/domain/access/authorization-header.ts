/** What a caller presents in the Authorization header. */
export type PresentedAuthorization =
  | {
      kind: "basic";
      /** Readings to try in order: as sent, and form-decoded as RFC 6749 2.3.1 lets clients send it. */
      candidates: readonly ClientLogin[];
    }
  | { kind: "bearer"; token: string }
  | { kind: "unusable"; reason: string };

export interface ClientLogin {
  clientId: string;
  secret: string;
}

const MAX_HEADER_LENGTH = 16_384;

/** Reads the header; the scheme's case does not matter (job-scheduling-api 2). Null when there is none. */
export function parseAuthorization(header: string | null): PresentedAuthorization | null {
  const text = header?.trim() ?? "";
  if (text === "") return null;
  if (text.length > MAX_HEADER_LENGTH) return unusable("The Authorization header is too long.");
  const [, scheme = "", value = ""] = /^(\S+)(?:\s+(.*))?$/s.exec(text) ?? [];
  if (value === "") return unusable("The Authorization header has no credentials.");
  if (scheme.toLowerCase() === "bearer") return { kind: "bearer", token: value };
  if (scheme.toLowerCase() === "basic") return parseBasic(value);
  return unusable("The Authorization header must use the scheme Basic or Bearer.");
}

/** The login as sent and, where it differs, with percent-escapes and `+` decoded. */
function loginReadings(login: ClientLogin): readonly ClientLogin[] {
  const decoded = { clientId: formDecoded(login.clientId), secret: formDecoded(login.secret) };
  const isSame = decoded.clientId === login.clientId && decoded.secret === login.secret;
  return isSame ? [login] : [login, decoded];
}

function parseBasic(value: string): PresentedAuthorization {
  const text = decodedBase64(value);
  const colon = text?.indexOf(":") ?? -1;
  if (text === null || colon < 1) {
    return unusable(
      "The Basic credentials must be the base64 form of client id, colon and secret.",
    );
  }
  // Only the first colon divides: a secret may hold more of them (RFC 7617).
  const login = { clientId: text.slice(0, colon), secret: text.slice(colon + 1) };
  return { kind: "basic", candidates: loginReadings(login) };
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** UTF-8 where it is that, otherwise Latin-1, which older clients send. */
function decodedBase64(value: string): string | null {
  const standard = value.replace(/-/g, "+").replace(/_/g, "/");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(standard)) return null;
  const latin1 = bytesAsText(standard.replace(/=+$/, ""));
  if (latin1 === null || !/[\x80-\xff]/.test(latin1)) return latin1;
  try {
    return UTF8.decode(Uint8Array.from(latin1, (char) => char.charCodeAt(0)));
  } catch {
    return latin1;
  }
}

function bytesAsText(base64: string): string | null {
  try {
    return atob(base64);
  } catch {
    return null;
  }
}

function formDecoded(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}

function unusable(reason: string): PresentedAuthorization {
  return { kind: "unusable", reason };
}
