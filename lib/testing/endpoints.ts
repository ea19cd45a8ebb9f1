import { createServer, type RequestListener, type Server } from "node:http";
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from "node:net";

/** A local action endpoint on a free port; `close` also cuts what is still open. */
export interface Endpoint {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export async function httpEndpoint(
  listener: RequestListener,
): Promise<Endpoint & { server: Server }> {
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  const endpoint = await listening(server, () => server.closeAllConnections());
  return { ...endpoint, server };
}

/** An endpoint that speaks whatever it likes over TCP. */
export async function tcpEndpoint(onSocket: (socket: Socket) => void): Promise<Endpoint> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    onSocket(socket);
  });
  return listening(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

async function listening(server: TcpServer, cut: () => void): Promise<Endpoint> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      cut();
    });
  return { url: `http://127.0.0.1:${port}`, port, close };
}
