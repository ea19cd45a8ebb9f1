import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a TCP server that can go silent as a cut cable does: nothing arrives and nobody is told. */
export interface HalfOpenProxy {
  readonly port: number;
  /** From now on the connections there are carry nothing; new ones work. Answers how many went silent. */
  goSilent(): number;
  close(): void;
}

export async function startHalfOpenProxy(targetPort: number): Promise<HalfOpenProxy> {
  const pairs = new Set<[Socket, Socket]>();
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(targetPort, "127.0.0.1");
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    for (const socket of pair) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        if (!pairs.delete(pair)) return;
        for (const one of pair) one.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    goSilent: () => {
      const count = pairs.size;
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        // What comes is read and forgotten, so that neither side notices by a full window.
        near.resume();
        far.resume();
      }
      pairs.clear();
      return count;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
