import { cookies } from "next/headers";

interface CookieToSet {
  name: string;
  value: string;
  httpOnly: true;
  sameSite: "lax";
  secure: boolean;
  path: "/";
}

/** Hands the cookies of a session to the browser; one without a value is removed. */
export async function setSessionCookies(toSet: readonly CookieToSet[]): Promise<void> {
  const store = await cookies();
  for (const cookie of toSet) {
    store.set(cookie.value === "" ? { ...cookie, maxAge: 0 } : cookie);
  }
}
