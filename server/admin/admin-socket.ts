import { createHash } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { join, resolve } from "node:path";

import type { ServerCore } from "../services/server-core.ts";
import { adminAnswer, adminRequest, runAdminAct } from "./admin-acts.ts";
import type { AdminAnswer, AdminRequest } from "./admin-acts.ts";

/** Where a running server takes its operators' commands: a socket that only its own user may open. */
function adminSocketPath(folder: string): string {
  const name = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 24);
  // Addresses of sockets are short on POSIX systems, and are names of pipes on Windows.
  return process.platform === "win32" ? `\\\\.\\pipe\\zwgk-${name}` : join(folder, "admin.sock");
}

const mostBytes = 10 * 1024 * 1024;

async function readBody(stream: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    length += part.length;
    if (length > mostBytes) throw new Error("request too long");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** How long an operator whose act is done may take to fetch the answer. */
const fetchLimitMs = 2000;

/** The socket of a running server. `close` waits for the act in hand, and until its operator was told. */
export async function listenForAdmin(
  core: ServerCore,
  folder: string,
): Promise<{ readonly close: () => Promise<void> }> {
  const path = adminSocketPath(folder);
  if (process.platform !== "win32") rmSync(path, { force: true });
  const inHand = new Set<Promise<AdminAnswer>>();
  const server = createServer((request, response) => {
    const act = async (): Promise<AdminAnswer> => {
      const parsed = adminRequest.safeParse(JSON.parse(await readBody(request)));
      if (!parsed.success) return { status: 2, lines: ["参数不正确。"] };
      const running = runAdminAct(core, parsed.data).finally(() => inHand.delete(running));
      inHand.add(running);
      return await running;
    };
    void act()
      .catch((): AdminAnswer => ({ status: 3, lines: ["服务器出错。"] }))
      .then((answer) => response.end(JSON.stringify(answer)));
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(path, done);
  });
  if (process.platform !== "win32") chmodSync(path, 0o600);
  return {
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      await Promise.allSettled(inHand);
      const patience = setTimeout(() => server.closeAllConnections(), fetchLimitMs);
      await closed;
      clearTimeout(patience);
      await Promise.allSettled(inHand);
    },
  };
}

/** Hands an act to the running server of a folder. */
export async function askRunningServer(folder: string, body: AdminRequest): Promise<AdminAnswer> {
  const response = await new Promise<IncomingMessage>((done, failed) => {
    const request = httpRequest({ socketPath: adminSocketPath(folder), method: "POST", path: "/" }, done);
    request.on("error", failed);
    request.end(JSON.stringify(body));
  });
  return adminAnswer.parse(JSON.parse(await readBody(response)));
}
