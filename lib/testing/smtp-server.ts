import type { Socket } from "node:net";
import { type Endpoint, tcpEndpoint } from "./endpoints";

/** A mail as a server took it. */
export interface TakenMail {
  from: string;
  to: string[];
  data: string;
}

/** A mail server that takes everything, or refuses recipients with a sentence. */
export interface SmtpServer extends Endpoint {
  mails: TakenMail[];
  refusal: string | null;
}

/** Starts a mail server on a free port; it knows as much of SMTP as sending needs. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const server = { mails: [] as TakenMail[], refusal: null as string | null };
  const endpoint = await tcpEndpoint((socket) => {
    let mail: TakenMail = { from: "", to: [], data: "" };
    let isData = false;
    const hear = (line: string): string => {
      if (/^DATA/i.test(line)) {
        isData = true;
        return "354 Go on";
      }
      if (/^MAIL FROM:/i.test(line)) mail = { from: line.slice(10), to: [], data: "" };
      if (!/^RCPT TO:/i.test(line)) return "250 Ok";
      mail.to.push(/<(.*)>/.exec(line)?.[1] ?? "");
      return server.refusal ?? "250 Ok";
    };
    const take = (line: string): string | null => {
      if (line !== ".") {
        mail.data += `${line}\n`;
        return null;
      }
      isData = false;
      server.mails.push(mail);
      return "250 Ok: queued as 42";
    };
    socket.write("220 mail.test ESMTP\r\n");
    onLines(socket, (line) => {
      const answer = isData ? take(line) : hear(line);
      if (answer !== null) socket.write(`${answer}\r\n`);
    });
  });
  return Object.assign(server, endpoint);
}

function onLines(socket: Socket, on: (line: string) => void): void {
  let rest = "";
  socket.on("data", (chunk) => {
    rest += chunk.toString();
    for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      on(line);
    }
  });
}
