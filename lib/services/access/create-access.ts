import type { Logger } from "@/lib/platform/logger";
import { createSessions, type Sessions } from "@/lib/platform/session";
import type { TokenSigner } from "@/lib/platform/token-signer";
import type { Database } from "@/lib/store/database";
import { type CredentialGate, createCredentialGate } from "./credential-gate";
import { createSignInLimits, type SignInLimits } from "./sign-in-limits";
import { createTokenGate, type TokenGate } from "./token-gate";

/** What deciding who comes in needs; one per process, made by lib/server.ts. */
export interface Access {
  db: Database;
  publicUrl: string;
  sessions: Sessions;
  credentials: CredentialGate;
  tokens: TokenGate;
  signer: TokenSigner;
  signInLimits: SignInLimits;
  logger: Logger;
}

interface AccessOptions {
  db: Database;
  /** The configured secret: session cookies are signed with a key derived from it. */
  secretKey: string;
  publicUrl: string;
  signer: TokenSigner;
  logger: Logger;
}

/** Builds the gates over one database. */
export function createAccess({ db, secretKey, publicUrl, signer, logger }: AccessOptions): Access {
  return {
    db,
    publicUrl,
    signer,
    logger,
    sessions: createSessions({ prisma: db.prisma, publicUrl, secretKey, logger }),
    credentials: createCredentialGate(db, logger),
    tokens: createTokenGate(signer),
    signInLimits: createSignInLimits(),
  };
}
