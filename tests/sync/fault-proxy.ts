import { createServer, connect } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";

/** T5: a TCP proxy between workstation and server that spoils what passes. Counts bytes from client to server. */
export type ProxyFault =
  | { readonly type: "none" }
  /** Cuts both sides after so many bytes of this connection. */
  | { readonly type: "cut"; readonly afterBytes: number; readonly direction: "up" | "down" }
  /** Changes one bit of the byte at this place. */
  | { readonly type: "flip"; readonly atByte: number; readonly direction: "up" | "down" }
  /** Swallows everything and keeps the connection open: a half-open line. */
  | { readonly type: "silence"; readonly afterBytes: number };

export class FaultProxy {
  readonly #server: Server;
  readonly #target: () => number;
  readonly #sockets = new Set<Socket>();
  fault: ProxyFault = { type: "none" };
  /** How many connections had their fault. */
  spoiled = 0;

  private constructor(target: () => number) {
    this.#target = target;
    this.#server = createServer((client) => this.#join(client));
  }

  static async start(target: () => number): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #join(client: Socket): void {
    const upstream = connect(this.#target(), "127.0.0.1");
    const fault = this.fault;
    for (const socket of [client, upstream]) {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      socket.on("error", () => socket.destroy());
    }
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    client.on("close", end);
    upstream.on("close", end);
    const counts = { up: 0, down: 0 };
    const pass = (direction: "up" | "down", to: Socket) => (chunk: Buffer) => {
      const from = counts[direction];
      counts[direction] += chunk.length;
      if (fault.type === "cut" && fault.direction === direction && counts[direction] >= fault.afterBytes) {
        this.spoiled += 1;
        to.write(chunk.subarray(0, Math.max(0, fault.afterBytes - from)), end);
        return;
      }
      if (fault.type === "silence" && counts.up >= fault.afterBytes) {
        if (direction === "up") this.spoiled += 1;
        return;
      }
      if (fault.type === "flip" && fault.direction === direction) {
        const at = fault.atByte - from;
        if (at >= 0 && at < chunk.length) {
          this.spoiled += 1;
          const changed = Buffer.from(chunk);
          changed[at] = (changed[at] ?? 0) ^ 1;
          to.write(changed);
          return;
        }
      }
      to.write(chunk);
    };
    client.on("data", pass("up", upstream));
    upstream.on("data", pass("down", client));
  }

  /** The line is good again: old connections, which may still have their fault before them, end. */
  heal(): void {
    this.fault = { type: "none" };
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
