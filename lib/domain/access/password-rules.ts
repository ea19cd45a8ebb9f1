import { z } from "zod";

export const MIN_PASSWORD_LENGTH = 10;
const MAX_PASSWORD_LENGTH = 128;

/** A password a person chooses: 10 to 128 characters of any kind. */
export const newPasswordSchema = z
  .string({ error: "The password must be text." })
  .min(MIN_PASSWORD_LENGTH, `The password must have at least ${MIN_PASSWORD_LENGTH} characters.`)
  .max(MAX_PASSWORD_LENGTH, `The password must have at most ${MAX_PASSWORD_LENGTH} characters.`)
  .refine((text) => !/\p{Cs}/u.test(text), "The password contains broken characters.")
  .refine((text) => text.trim() !== "", "The password must not be blank.");
