import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";

export interface ServerAddress {
  readonly url: string;
  /** Of the server that only writes and flushes. */
  readonly bareUrl: string;
  readonly session: string;
}

/** What the server's process has used so far, all its threads together; memory after a collection, in bytes. */
export interface ServerUse {
  readonly cpuMs: number;
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
  readonly arrayBuffers: number;
}

export interface ServerApart extends ServerAddress {
  use(): Promise<ServerUse>;
  /** Puts a body to the bare server; done when it is flushed there. */
  putBare(body: Uint8Array): Promise<void>;
  stop(): Promise<void>;
}

const child = fileURLToPath(new URL("server-child.ts", import.meta.url));

/** Starts the server of a bench; `BENCH_SERVER_FLAGS` adds flags of Node, e.g. `--cpu-prof`. */
export async function startServerApart(deviceLabel: string): Promise<ServerApart> {
  const flags = (process.env["BENCH_SERVER_FLAGS"] ?? "").split(" ").filter((flag) => flag !== "");
  const running = fork(child, [deviceLabel], { execArgv: ["--expose-gc", ...flags] });
  const answer = async <T>(): Promise<T> => {
    const [value] = (await once(running, "message")) as [T];
    return value;
  };
  const address = await answer<ServerAddress>();
  const bare = new URL(address.bareUrl);
  const agent = new Agent({ keepAlive: true });
  return {
    ...address,
    use: () => {
      const used = answer<ServerUse>();
      running.send("use");
      return used;
    },
    putBare: (body) =>
      new Promise((done, failed) => {
        const sent = request(bare, { method: "PUT", agent, headers: { "Content-Length": body.length } });
        sent.on("response", (response) => {
          response.resume();
          response.on("end", done);
        });
        sent.on("error", failed);
        sent.end(body);
      }),
    stop: async () => {
      agent.destroy();
      const ended = once(running, "exit");
      running.send("stop");
      await ended;
    },
  };
}
