// The action endpoint of the benchmark, in a process of its own: answers after ?delay= milliseconds and
// remembers when each run arrived. GET /arrivals gives them out and forgets them.
import { createServer } from "node:http";

let arrivals = [];

const server = createServer((request, response) => {
  const url = new URL(request.url, "http://endpoint");
  if (url.pathname === "/arrivals") {
    response.end(JSON.stringify(arrivals));
    arrivals = [];
    return;
  }
  const at = performance.timeOrigin + performance.now();
  if (url.searchParams.has("record"))
    arrivals.push([request.headers["x-sap-job-run-id"] ?? "", at]);
  const delay = Number(url.searchParams.get("delay") ?? 0);
  const answer = () => {
    response.writeHead(200, { "content-type": "text/plain", "content-length": "2" });
    response.end("ok");
  };
  request.resume();
  request.on("end", () => (delay > 0 ? setTimeout(answer, delay) : answer()));
});
server.keepAliveTimeout = 120_000;
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
