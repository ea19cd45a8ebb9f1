import { hkdfSync } from "node:crypto";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { betterAuth } from "better-auth/minimal";
import { username as usernamePlugin } from "better-auth/plugins/username";
import { normalizeUsername } from "@/lib/domain/access/username";
import type { Logger } from "./logger";
import { hashPassword, verifyPassword } from "./password";

/** Sessions last this long after they were last used. */
const SESSION_SECONDS = 12 * 60 * 60;
const SLIDE_SECONDS = 5 * 60;

/** What sessions are built from. */
export interface SessionsOptions {
  /** The Prisma client; this room knows nothing of its models. */
  prisma: object;
  publicUrl: string;
  secretKey: string;
  logger: Logger;
}

/** The session library over our tables, ready to use. */
export function buildSessionAuth({ prisma, publicUrl, secretKey, logger }: SessionsOptions) {
  return betterAuth({
    baseURL: publicUrl,
    secret: Buffer.from(hkdfSync("sha256", secretKey, "stellwerk", "session/1", 32)).toString(
      "base64url",
    ),
    database: prismaAdapter(prisma, { provider: "postgresql" }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(password, hash),
      },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: SLIDE_SECONDS },
    user: {
      additionalFields: {
        role: { type: "string", input: false },
        active: { type: "boolean", input: false },
        tenantId: { type: "string", input: false },
      },
    },
    plugins: [
      usernamePlugin({
        minUsernameLength: 1,
        maxUsernameLength: 256,
        usernameValidator: () => true,
        usernameNormalization: normalizeUsername,
      }),
    ],
    advanced: { cookiePrefix: "stellwerk", useSecureCookies: publicUrl.startsWith("https:") },
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message) => {
        // A wrong password is a warning there; the audit records it here.
        if (level === "error") logger.error({ message }, "session storage failed");
        else logger.debug(message);
      },
    },
  });
}

/** The session library as configured here. */
export type SessionAuth = ReturnType<typeof buildSessionAuth>;
