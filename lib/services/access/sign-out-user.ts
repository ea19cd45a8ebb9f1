import type { SessionCookie } from "@/lib/platform/session";
import type { Access } from "./create-access";

/** Ends the browser's session; what it returns removes the cookie, also when the session was over already. */
export async function signOutUser(access: Access, headers: Headers): Promise<SessionCookie[]> {
  return access.sessions.end(headers);
}
