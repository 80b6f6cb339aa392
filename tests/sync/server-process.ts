import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { canonicalBytes } from "../../shared/sync-protocol/canonical-json.ts";
import type { KeyRecord } from "../../shared/sync-protocol/key-record.ts";
import { parseNoteKey } from "../../shared/sync-protocol/notes.ts";
import type { CheckpointTrust, NoteKey } from "../../shared/sync-protocol/notes.ts";

/** The server as its own process, so that it can be killed as the power would kill it. */

const main = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
const processOrigin = "zwgk/process/log/1";

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class ServerProcess {
  readonly folder = mkdtempSync(join(tmpdir(), "sync-process-"));
  readonly #keepsPort: boolean;
  #child: ChildProcess | undefined;
  #exited: Promise<number | NodeJS.Signals | null> = Promise.resolve(null);
  #port = 0;
  #secure = false;
  /** What it wrote to standard error: one JSON line a request. */
  log = "";
  #logKey: NoteKey | undefined;
  #witnessKey: NoteKey | undefined;
  logKeyText = "";

  /**
   * `keepsPort`: restarts listen where the first start did, for workstations that were told that address. While the
   * server is down anybody on the machine may be given its port, so that nobody asks for it who can do without.
   */
  constructor({ keepsPort = false }: { readonly keepsPort?: boolean } = {}) {
    this.#keepsPort = keepsPort;
  }

  get data(): string {
    return join(this.folder, "data");
  }

  command(...args: readonly string[]): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [main, ...args, "--data", this.data]);
      let stdout = "";
      let stderr = "";
      // A part may end in the middle of a character.
      child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      child.on("error", reject);
      child.on("close", (status) => resolve({ status, stdout, stderr }));
    });
  }

  async prepare(records: readonly KeyRecord[]): Promise<void> {
    const made = await this.command("init", "--origin", processOrigin);
    if (made.status !== 0) throw new Error(made.stderr);
    const list = join(this.folder, "keys.json");
    writeFileSync(list, canonicalBytes({ schema: "zwgk.keys/1", keys: records }));
    const registered = await this.command("register", list);
    if (registered.status !== 0) throw new Error(registered.stderr);
    const keys = (await this.command("keys")).stdout.trim().split("\n");
    this.logKeyText = keys[0] ?? "";
    this.#logKey = parseNoteKey(nodeCrypto.sha256, this.logKeyText);
    this.#witnessKey = parseNoteKey(nodeCrypto.sha256, (keys[1] ?? "").replace("witness ", ""));
  }

  get witnessKey(): NoteKey {
    if (!this.#witnessKey) throw new Error("the server is not prepared");
    return this.#witnessKey;
  }

  get trust(): CheckpointTrust {
    return {
      origin: processOrigin,
      logKeys: this.#logKey ? [this.#logKey] : [],
      witnesses: [],
      witnessThreshold: 0,
    };
  }

  get url(): string {
    return `${this.#secure ? "https" : "http"}://127.0.0.1:${this.#port}`;
  }

  /** Starts it and waits for its address. */
  async start(failpoint?: string, args: readonly string[] = []): Promise<void> {
    this.#secure = args.includes("--tls");
    const env: NodeJS.ProcessEnv = { ...process.env, NODE_COMPILE_CACHE: join(this.folder, "compiled") };
    delete env["ZWGK_SERVER_FAILPOINT"];
    if (failpoint !== undefined) env["ZWGK_SERVER_FAILPOINT"] = failpoint;
    const child = spawn(
      process.execPath,
      [main, "serve", "--data", this.data, "--port", String(this.#keepsPort ? this.#port : 0), ...args],
      { env },
    );
    this.#child = child;
    this.#exited = new Promise((resolve) => child.on("exit", (code, signal) => resolve(signal ?? code)));
    await new Promise<void>((resolve, reject) => {
      let errors = "";
      child.stderr.on("data", (text: Buffer) => {
        errors += text.toString();
        this.log += text.toString();
      });
      child.stdout.on("data", (text: Buffer) => {
        const port = /https?:\/\/127\.0\.0\.1:(\d+)/.exec(text.toString())?.[1];
        if (port === undefined) return;
        this.#port = Number(port);
        resolve();
      });
      void this.#exited.then((how) => reject(new Error(`server ended (${how}) ${errors}`)));
    });
  }

  /** Ends it as its operator does; answers its exit code. */
  async terminate(): Promise<number | NodeJS.Signals | null> {
    this.#child?.kill("SIGTERM");
    return this.#exited;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Kills it as the power would. */
  async kill(): Promise<void> {
    this.#child?.kill("SIGKILL");
    await this.#exited;
  }

  /** Waits until it has ended by itself; answers how. */
  async ended(): Promise<number | NodeJS.Signals | null> {
    return this.#exited;
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async stop(): Promise<void> {
    if (this.running) {
      this.#child?.kill("SIGTERM");
      await this.#exited;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
