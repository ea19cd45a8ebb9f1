import type { ChannelKind } from "@/lib/domain/alert/alert-channel";

/** Kinds of channels in words. */
export const CHANNEL_WORDS: Readonly<Record<ChannelKind, { label: string; hint: string }>> = {
  email: { label: "E-mail", hint: "Sent over the mail server of this installation" },
  webhook: {
    label: "Webhook",
    hint: "JSON to an address of your own, signed when there is a secret",
  },
  slack: {
    label: "Slack",
    hint: "An incoming webhook of Slack, or of anything that takes its messages",
  },
};
