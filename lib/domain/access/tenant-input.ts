import { z } from "zod";
import { plainText } from "./plain-text";

const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A new subscriber; the subdomain is a DNS label, as tokens and filters carry it. */
export const createTenantSchema = z.strictObject({
  subdomain: z
    .string({ error: "The subdomain must be text." })
    .trim()
    .toLowerCase()
    .regex(
      SUBDOMAIN,
      "The subdomain must have 1 to 63 letters a-z, digits or hyphens, and begin and end with a letter or digit.",
    ),
  name: plainText({ label: "The name", max: 255 }),
});

export const tenantIdSchema = z.strictObject({ id: z.uuid("The tenant id must be a UUID.") });
