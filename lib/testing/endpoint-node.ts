/**
 * An action endpoint as a process of its own; says its port. The path says how it behaves: /answer?delay=ms, /fail,
 * /hang (never answers), /flood (an answer without end), /reset (cuts the connection), /accept (202). Remembers how
 * often each run has called; GET /arrivals gives that out.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const FLOOD = Buffer.alloc(65_536, "flood ");
const arrivals = new Map<string, number>();

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const url = new URL(request.url ?? "/", "http://endpoint");
  if (url.pathname === "/arrivals") {
    response.end(JSON.stringify([...arrivals]));
    return;
  }
  const run = String(request.headers["x-sap-job-run-id"] ?? "");
  arrivals.set(run, (arrivals.get(run) ?? 0) + 1);
  request.resume();
  request.on("end", () => behave(url, response));
});

function behave(url: URL, response: ServerResponse): void {
  switch (url.pathname) {
    case "/hang":
      return;
    case "/reset":
      response.destroy();
      return;
    case "/flood":
      flood(response);
      return;
    case "/fail":
      answer(response, 500);
      return;
    case "/accept":
      answer(response, 202);
      return;
    default:
      setTimeout(() => answer(response, 200), Number(url.searchParams.get("delay") ?? 0));
  }
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/plain", "content-length": "2" });
  response.end("ok");
}

function flood(response: ServerResponse): void {
  while (!response.destroyed && response.write(FLOOD));
  response.once("drain", () => flood(response));
}

server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
// Ends with whoever started it.
process.stdin.on("end", () => process.exit(0));
process.stdin.resume();
