import { AppError } from "@/lib/domain/errors";
import { type EnvSource, processEnv } from "./env";

/** How e-mail is sent; chosen by whoever runs this node, so its server may be any, also a private one. */
export interface MailSettings {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  url: string;
  /** Sender of every message, e.g. `Stellwerk <stellwerk@example.com>`. */
  from: string;
}

/**
 * Reads STELLWERK_SMTP_URL and STELLWERK_MAIL_FROM; null when neither is set. Throws an `invalid` AppError that names the
 * wrong variable and never repeats it, as the address may hold a password.
 */
export function readMailSettings(source: EnvSource = processEnv()): MailSettings | null {
  const url = source.STELLWERK_SMTP_URL?.trim() ?? "";
  const from = source.STELLWERK_MAIL_FROM?.trim() ?? "";
  if (url === "" && from === "") return null;
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) {
    throw wrong(
      "STELLWERK_SMTP_URL",
      "be an address such as smtp://user:password@mail.example.com:587",
    );
  }
  if (!/^[^\r\n]*[^\s@]+@[^\s@]+$/.test(from)) {
    throw wrong(
      "STELLWERK_MAIL_FROM",
      "be an e-mail address, and set together with STELLWERK_SMTP_URL",
    );
  }
  return { url, from };
}

function wrong(name: string, must: string): AppError {
  return new AppError("invalid", `${name} must ${must}`, { field: name });
}
