import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A foreign site. Whatever reaches it has left the program. */
export interface NetworkSink {
  readonly address: string;
  readonly requests: string[];
  close(): Promise<void>;
}

export async function openNetworkSink(): Promise<NetworkSink> {
  const requests: string[] = [];
  const server: Server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "content-type": "text/html", "access-control-allow-origin": "*" });
    response.end("<title>foreign</title>foreign page");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
