import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from "node:crypto";

/** Encrypts what has to be stored and read again: passwords for endpoints, the signing key. */
export interface SecretBox {
  /** `context` names the place of use (e.g. `definition:42:password`); the result opens only with the same one. */
  seal(plain: string, context: string): string;
  /** Throws when the text was changed, sealed with another key or for another context. */
  open(sealed: string, context: string): string;
}

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + IV_BYTES;
const MIN_KEY_LENGTH = 16;

/**
 * AES-256-GCM under a key derived from the configured secret. Sealed text is base64url of version, random IV,
 * ciphertext and tag; the version tells a later format apart.
 */
export function createSecretBox(secretKey: string): SecretBox {
  if (secretKey.length < MIN_KEY_LENGTH) {
    throw new Error(`The secret key must have at least ${MIN_KEY_LENGTH} characters`);
  }
  // A fixed salt keeps the key the same on every node; scrypt still makes guessing a chosen secret expensive.
  const key = scryptSync(secretKey, "stellwerk/secret-box/1", 32);
  return {
    seal: (plain, context) => seal(key, plain, context),
    open: (sealed, context) => open(key, sealed, context),
  };
}

function seal(key: Buffer, plain: string, context: string): string {
  const iv = randomBytes(IV_BYTES);
  const header = Buffer.concat([Buffer.from([VERSION]), iv]);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(additionalData(context));
  const encrypted = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([header, encrypted, cipher.getAuthTag()]).toString("base64url");
}

function open(key: Buffer, sealed: string, context: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < HEADER_BYTES + TAG_BYTES || bytes[0] !== VERSION) {
    throw new Error("The stored secret has an unknown format");
  }
  const iv = bytes.subarray(1, HEADER_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(context));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const encrypted = bytes.subarray(HEADER_BYTES, -TAG_BYTES);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new Error("The stored secret cannot be opened with this secret key", { cause });
  }
}

function additionalData(context: string): Buffer {
  return Buffer.from(`stellwerk/${VERSION}/${context}`, "utf8");
}

/** A random token of `bytes` random bytes, as base64url text. */
export function generateToken(bytes = 32): string {
  return randomBytes(bytes).toString("base64url");
}

/** SHA-256 of a generated token, as hexadecimal text. Only for tokens of high entropy, never for chosen passwords. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}

/** Compares two texts in a time that tells nothing about where they differ. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(sha256(left), sha256(right));
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}
