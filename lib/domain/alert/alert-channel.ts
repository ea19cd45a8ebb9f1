import { z } from "zod";
import {
  actionUrlSchema,
  descriptionSchema,
  lineSchema,
} from "@/lib/domain/definition/definition-fields";

/** Ways to tell somebody: by e-mail, to a webhook of one's own, or to one that takes Slack's messages. */
export const CHANNEL_KINDS = ["email", "webhook", "slack"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

const MAX_RECIPIENTS = 50;
const MIN_SECRET = 16;
const MAX_SECRET = 256;

/** A channel as it is put; the name stands in the address. Secrets go in and never come out. */
export const putAlertChannelSchema = z
  .strictObject({
    description: descriptionSchema.default(""),
    kind: z.enum(CHANNEL_KINDS),
    active: z.boolean().default(true),
    usedByJobs: z.boolean().default(false).meta({
      description: "Told about jobs whose own alert settings (onError, onSuccess) are on",
    }),
    to: z.array(z.email("must be an e-mail address")).max(MAX_RECIPIENTS).default([]).meta({
      description: "Recipients, for e-mail",
    }),
    url: actionUrlSchema.optional().meta({
      description:
        "Address, for webhook and slack; that of slack is a secret, and kept when it is left out",
    }),
    secret: lineSchema(MAX_SECRET).min(MIN_SECRET).nullish().meta({
      description: "Signs the messages of a webhook; kept when left out, null removes it",
    }),
  })
  .superRefine(({ kind, to, url, secret }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (kind === "email" && to.length === 0) refuse("to", "must name at least one recipient");
    if (kind !== "email" && to.length > 0) refuse("to", "is for e-mail only");
    if (kind === "email" && url !== undefined) refuse("url", "is not for e-mail");
    if (kind === "webhook" && url === undefined) refuse("url", "is required");
    if (kind !== "webhook" && secret != null) refuse("secret", "is for webhooks only");
  });
export type AlertChannelInput = z.output<typeof putAlertChannelSchema>;

/** Where a channel leads; the address of slack stands in its secret. */
export interface ChannelSettings {
  to: string[];
  url: string | null;
}

/** A channel as it is stored. */
export interface AlertChannel {
  tenantId: string;
  name: string;
  description: string;
  kind: ChannelKind;
  settings: ChannelSettings;
  /** Sealed with the secret key; never returned. */
  secret: string | null;
  active: boolean;
  usedByJobs: boolean;
  updatedAt: Date;
}

/** What the secret of a channel is sealed for; it opens for this channel only. */
export function channelSecretContext({
  tenantId,
  name,
}: Pick<AlertChannel, "tenantId" | "name">): string {
  return `alert-channel:${tenantId}:${name}`;
}
