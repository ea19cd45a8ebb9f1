import type { MailSettings } from "./mail-settings";

/** One e-mail to some recipients. */
export interface Mail {
  to: readonly string[];
  subject: string;
  text: string;
  html: string;
  /** The same one keeps it, so that a second copy can be told as one. */
  messageId: string;
}

/** Sends e-mail; answers what the server said, and throws when it did not take the message. */
export interface Mailer {
  send(mail: Mail): Promise<string>;
}

const TIMEOUT_MS = 10_000;

/** A mailer over SMTP; each message has a connection of its own, for alerts are few. */
export function createMailer({ url, from }: MailSettings): Mailer {
  const options = {
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  // Loaded with the first mail: most nodes send none.
  const open = async () => {
    const { createTransport } = await import("nodemailer");
    return createTransport(options, { from });
  };
  let transport: ReturnType<typeof open> | undefined;
  return {
    async send({ to, ...mail }) {
      transport ??= open();
      const { response } = await (await transport).sendMail({ ...mail, to: [...to] });
      return response;
    },
  };
}
