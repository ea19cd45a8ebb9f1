import { createHmac } from "node:crypto";
import { type Dispatcher, request } from "undici";
import { type AlertChannel, channelSecretContext } from "@/lib/domain/alert/alert-channel";
import { mailOf, slackBody, webhookBody } from "@/lib/domain/alert/alert-message";
import type { SendAlert, SendResult } from "@/lib/domain/alert/alert-outlet";
import type { Clock } from "@/lib/domain/clock";
import { answerText, cleanText } from "@/lib/domain/http/answer-text";
import type { Mailer } from "@/lib/platform/mail";
import type { SecretBox } from "@/lib/platform/secrets";
import { failureFrom } from "./http-failure";

interface AlertSenderOptions {
  /** The egress agent: every address is checked as it is connected to, and redirects are not followed. */
  agent: Dispatcher;
  /** Null where no mail server is configured. */
  mailer: Mailer | null;
  secrets: SecretBox;
  clock: Clock;
  publicUrl: string;
}

const TIMEOUT_MS = 10_000;
const MAX_READ = 4096;
const MAX_ANSWER = 500;

/** Names of the headers of a webhook; the signature is made over the timestamp, a dot and the body. */
export const WEBHOOK_HEADERS = {
  delivery: "stellwerk-delivery",
  timestamp: "stellwerk-timestamp",
  signature: "stellwerk-signature",
} as const;

/** `v1=` and the HMAC-SHA256 of `timestamp.body` in hexadecimal, under the channel's secret. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}

/** Sends alerts by e-mail, to webhooks and to those that take Slack's messages. */
export function createAlertSender(options: AlertSenderOptions): SendAlert {
  return async (channel, { id, message }) => {
    try {
      if (channel.kind === "email") {
        return await sendMail(options, channel, { id, ...mailOf(message, options.publicUrl) });
      }
      const secret = openSecret(options, channel);
      if (channel.kind === "slack") {
        return await post(options, secret ?? "", { body: slackBody(message, options.publicUrl) });
      }
      const body = webhookBody(message, options.publicUrl);
      const headers = webhookHeaders({ id, secret, body, now: options.clock.now() });
      return await post(options, channel.settings.url ?? "", { body, headers });
    } catch (error) {
      return { ok: false, statusCode: null, answer: wordsOf(error) };
    }
  };
}

function openSecret({ secrets }: AlertSenderOptions, channel: AlertChannel): string | null {
  return channel.secret === null
    ? null
    : secrets.open(channel.secret, channelSecretContext(channel));
}

function webhookHeaders(given: {
  id: string;
  secret: string | null;
  body: string;
  now: Date;
}): Record<string, string> {
  const timestamp = String(Math.floor(given.now.getTime() / 1000));
  return {
    [WEBHOOK_HEADERS.delivery]: given.id,
    [WEBHOOK_HEADERS.timestamp]: timestamp,
    ...(given.secret === null
      ? {}
      : { [WEBHOOK_HEADERS.signature]: signatureOf(given.secret, timestamp, given.body) }),
  };
}

async function post(
  { agent }: AlertSenderOptions,
  url: string,
  { body, headers = {} }: { body: string; headers?: Record<string, string> },
): Promise<SendResult> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await request(url, {
    method: "POST",
    dispatcher: agent,
    headers: { "content-type": "application/json", "user-agent": "Stellwerk", ...headers },
    body,
    signal,
  });
  const { statusCode } = answer;
  const ok = statusCode >= 200 && statusCode < 300;
  return { ok, statusCode, answer: await beginningOf(answer.body) };
}

/** The beginning of an answer; the rest of a long one is not waited for. */
async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= MAX_READ) break;
  }
  return answerText(Buffer.concat(chunks), MAX_ANSWER).text;
}

async function sendMail(
  { mailer, publicUrl }: AlertSenderOptions,
  { settings }: AlertChannel,
  { id, ...mail }: { id: string; subject: string; text: string; html: string },
): Promise<SendResult> {
  if (mailer === null) {
    const answer = "No mail server is configured: STELLWERK_SMTP_URL is not set on this node.";
    return { ok: false, statusCode: null, answer };
  }
  const messageId = `<${id}@${new URL(publicUrl).hostname}>`;
  const response = await mailer.send({ ...mail, to: settings.to, messageId });
  const statusCode = Number.parseInt(response, 10);
  const code = Number.isNaN(statusCode) ? null : statusCode;
  return { ok: true, statusCode: code, answer: shortened(response) };
}

function wordsOf(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") {
    return `There was no answer within ${TIMEOUT_MS / 1000} seconds.`;
  }
  if (error instanceof Error && "response" in error && typeof error.response === "string") {
    return shortened(error.response);
  }
  return error instanceof Error
    ? shortened(failureFrom(error).message)
    : "The message was not sent.";
}

function shortened(text: string): string {
  return cleanText(text).slice(0, MAX_ANSWER);
}
