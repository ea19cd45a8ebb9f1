import { plainText } from "./plain-text";

const MAX_USERNAME_LENGTH = 128;

/** The form user names are compared in: the case and the Unicode form do not matter. */
export function normalizeUsername(username: string): string {
  return username.trim().normalize("NFKC").toLowerCase();
}

/** A user name as it is typed; 1 to 128 characters, stored in its normal form. */
export const usernameSchema = plainText({ label: "The user name", max: MAX_USERNAME_LENGTH })
  .transform(normalizeUsername)
  .refine((name) => name.length <= MAX_USERNAME_LENGTH, "The user name is too long.");

/** The unique address of a user who is known by name only; `.invalid` never receives mail (RFC 2606). */
export function placeholderEmail(username: string): string {
  return `${encodeURIComponent(normalizeUsername(username))}@users.invalid`;
}
