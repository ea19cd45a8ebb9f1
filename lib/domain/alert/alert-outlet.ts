import type { AlertChannel } from "./alert-channel";
import type { AlertMessage } from "./alert-message";

/** What came of sending one message: what was answered, in short, and whether it was taken. */
export interface SendResult {
  ok: boolean;
  statusCode: number | null;
  /** Beginning of the answer, or why there was none; holds no secret. */
  answer: string;
}

/** Sends one message over one channel; never throws. */
export type SendAlert = (
  channel: AlertChannel,
  delivery: { id: string; message: AlertMessage },
) => Promise<SendResult>;
