import { CommandError, type CommandIo } from "./command-io";

/** Where the server is and who asks. */
export interface ServerOptions {
  server: string;
  user?: string | undefined;
  password?: string | undefined;
}

interface JsonCall<T> {
  body?: unknown;
  /** A body that is YAML already, instead. */
  yaml?: string;
  /** A property every such answer has: what else answers is no server of this kind. */
  has: keyof T & string;
}

/** Calls of a server's APIs; every refusal is thrown as a sentence. */
export interface ApiClient {
  json<T extends object>(method: string, path: string, call: JsonCall<T>): Promise<T>;
  /** The answer as text, piece by piece. */
  text(path: string, onPiece: (text: string) => void): Promise<void>;
  /** An access token for the credential. */
  token(): Promise<string>;
}

interface TokenAnswer {
  access_token: string;
}

/** A client of the server named in the options. */
export function createApiClient(io: Pick<CommandIo, "fetch">, options: ServerOptions): ApiClient {
  const base = baseOf(options.server);
  const authorization = authorizationOf(options);
  const send = async (method: string, path: string, init: RequestInit = {}): Promise<Response> => {
    const request = new Request(`${base}${path}`, {
      ...init,
      method,
      headers: { authorization, ...init.headers },
    });
    const response = await reach(io, request, base);
    if (!response.ok) throw new CommandError(await refusalOf(response));
    return response;
  };
  return {
    async json<T extends object>(
      method: string,
      path: string,
      { has, ...content }: JsonCall<T>,
    ): Promise<T> {
      const response = await send(method, `/api/v1${path}`, bodyOf(content));
      const answer: unknown = await response.json().catch(() => null);
      // The server's answers have the shapes of its own API description.
      if (typeof answer === "object" && answer !== null && has in answer) return answer as T;
      throw new CommandError(`What answers at ${base} is not a Stellwerk server.`);
    },
    async text(path, onPiece) {
      const response = await send("GET", `/api/v1${path}`);
      const decoder = new TextDecoder();
      for await (const piece of response.body ?? [])
        onPiece(decoder.decode(piece, { stream: true }));
      onPiece(decoder.decode());
    },
    async token() {
      const response = await send("POST", "/oauth/token", {
        body: "grant_type=client_credentials",
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
      return ((await response.json()) as TokenAnswer).access_token;
    },
  };
}

function bodyOf({ body, yaml }: Pick<JsonCall<object>, "body" | "yaml">): RequestInit {
  if (yaml !== undefined) return { body: yaml, headers: { "content-type": "application/yaml" } };
  if (body === undefined) return {};
  return { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

function baseOf(server: string): string {
  if (URL.canParse(server) && /^https?:/.test(server)) return server.replace(/\/+$/, "");
  throw new CommandError(
    `"${server}" is not the address of a server, such as http://localhost:3000.`,
  );
}

function authorizationOf({ user, password }: ServerOptions): string {
  if (user && password) return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  throw new CommandError(
    "No credentials: give --user and --password, or set STELLWERK_API_USER and STELLWERK_API_PASSWORD.",
  );
}

async function reach(
  { fetch }: Pick<CommandIo, "fetch">,
  request: Request,
  base: string,
): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
    throw new CommandError(`The server ${base} cannot be reached${cause}.`);
  }
}

async function refusalOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === "object" && body !== null) {
    const error = "error" in body ? body.error : null;
    if (typeof error === "object" && error !== null && "message" in error)
      return problemsOf(error) ?? String(error.message);
    if ("error_description" in body) return String(body.error_description);
  }
  if (response.status === 401) return "The server does not accept these credentials.";
  return `The server answered with status ${response.status}.`;
}

/** Everything a request was refused for, a line each, where it was for several things. */
function problemsOf(error: object): string | null {
  const details: unknown = "details" in error ? error.details : null;
  if (typeof details !== "object" || details === null || !("problems" in details)) return null;
  const { problems } = details;
  if (!Array.isArray(problems) || problems.length < 2) return null;
  const lines = problems.map((problem: { message?: unknown }) => String(problem.message));
  return [`There are ${lines.length} problems:`, ...lines.map((line) => `  ${line}`)].join("\n");
}
