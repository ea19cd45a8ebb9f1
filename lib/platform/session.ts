import { AppError } from "@/lib/domain/errors";
import type { SessionAuth, SessionsOptions } from "./session-auth";

/** A cookie to set; without an age, so that it ends with the browser. An empty value removes it. */
export interface SessionCookie {
  name: string;
  value: string;
  httpOnly: true;
  sameSite: "lax";
  secure: boolean;
  path: "/";
}

/** Who a session belongs to, as the user row says at this moment. */
export interface SessionUser {
  id: string;
  username: string;
  role: string;
  active: boolean;
  tenantId: string;
}

export interface Sessions {
  /** Checks the password and opens a session; null when user name or password is wrong. */
  start(login: {
    username: string;
    password: string;
    headers: Headers;
  }): Promise<SessionCookie[] | null>;
  /** The user of the session cookie; null without a valid one. Extends a session in use. */
  find(headers: Headers): Promise<SessionUser | null>;
  /** Ends the session of the cookie; the cookies returned remove it from the browser. */
  end(headers: Headers): Promise<SessionCookie[]>;
}

/** Sessions of people, kept in the database by better-auth; the browser holds a signed cookie. */
export function createSessions(options: SessionsOptions): Sessions {
  let loading: Promise<SessionAuth> | undefined;
  // Loaded with the first person who comes: a node that only runs jobs does without its memory.
  const load = () => {
    loading ??= import("./session-auth").then(({ buildSessionAuth }) => buildSessionAuth(options));
    return loading;
  };
  const secure = options.publicUrl.startsWith("https:");
  return {
    start: ({ username, password, headers }) =>
      reaching(async () => {
        const auth = await load();
        const opened = await auth.api.signInUsername({
          body: { username, password },
          headers: pick(headers, ["user-agent", "x-forwarded-for"]),
          returnHeaders: true,
        });
        return cookiesOf(opened.headers, secure);
      }),
    find: async (headers) => {
      if (!headers.has("cookie")) return null;
      const found = await reaching(async () => {
        const auth = await load();
        return auth.api.getSession({ headers: pick(headers, ["cookie"]) });
      });
      if (!found) return null;
      const { id, role, active, tenantId, username, name } = found.user;
      return { id, role, active, tenantId, username: username ?? name };
    },
    end: async (headers) => {
      const cookie = pick(headers, ["cookie"]);
      const ended = await reaching(async () => {
        const auth = await load();
        return auth.api.signOut({ headers: cookie, returnHeaders: true });
      });
      return ended ? cookiesOf(ended.headers, secure) : [];
    },
  };
}

/** A refusal is null; an unreachable database is told apart from it. */
async function reaching<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (statusOf(error) < 500) return null;
    throw new AppError("unavailable", "Sessions cannot be read at the moment. Try again shortly.", {
      cause: error,
    });
  }
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : 500;
  return typeof status === "number" ? status : 500;
}

function pick(headers: Headers, names: readonly string[]): Headers {
  const picked = new Headers();
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) picked.set(name, value);
  }
  return picked;
}

function cookiesOf(headers: Headers, secure: boolean): SessionCookie[] {
  return headers.getSetCookie().flatMap((header): SessionCookie[] => {
    const [pair = ""] = header.split(";");
    const equals = pair.indexOf("=");
    if (equals < 1) return [];
    const value = decodeURIComponent(pair.slice(equals + 1));
    return [
      { name: pair.slice(0, equals), value, httpOnly: true, sameSite: "lax", secure, path: "/" },
    ];
  });
}
