import { randomBytes } from "node:crypto";

/** The part of a client id that makes it unique: 16 characters of a-z and 0-9, 64 bits. */
export function generateClientSuffix(): string {
  return randomBytes(8).toString("hex");
}
