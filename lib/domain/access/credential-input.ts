import { z } from "zod";
import { CREDENTIAL_SCOPES } from "./access";
import { leftEmptyOr, plainText } from "./plain-text";

const EXPIRY = "The expiry must be a date such as 2027-01-31.";

/** A day means until its end in UTC. */
const expirySchema = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], { error: EXPIRY })
  .transform((text) => new Date(text.length === 10 ? `${text}T23:59:59.999Z` : text))
  .refine((at) => !Number.isNaN(at.getTime()), EXPIRY);

/** A new API credential: for one tenant, or for the provider and so for every tenant. */
export const createCredentialSchema = z.strictObject({
  name: plainText({ label: "The name", max: 255 }),
  isProvider: z.boolean({ error: "isProvider must be true or false." }).default(false),
  tenantId: leftEmptyOr(z.uuid("The tenant must be given by its id.")),
  scopes: z
    .array(z.enum(CREDENTIAL_SCOPES, { error: "This scope does not exist." }), {
      error: "The scopes must be a list.",
    })
    .min(1, "Choose at least one scope.")
    .transform((scopes) => CREDENTIAL_SCOPES.filter((scope) => scopes.includes(scope))),
  expiresAt: leftEmptyOr(expirySchema),
});

export const credentialIdSchema = z.strictObject({
  id: z.uuid("The credential id must be a UUID."),
});
