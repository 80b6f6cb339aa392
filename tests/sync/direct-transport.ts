import type { Reply, SyncTransport } from "../../electron/core/sync-outbox/transport.ts";
import { concatBytes } from "../../shared/sync-protocol/bytes.ts";
import type { ProblemSlug } from "../../shared/sync-protocol/problems.ts";
import { digestOf } from "./forge-package.ts";
import { readZip } from "./memory-server.ts";
import type { MemoryServer } from "./memory-server.ts";

/** What the line does to one message. "lost-request": never arrives; "lost-answer": arrives, the answer does not. */
export type LineFault = "none" | "lost-request" | "lost-answer" | "doubled";

export type Line = () => LineFault;

interface MemoryUpload {
  readonly packageId: string;
  readonly sha256: string;
  readonly size: number;
  bytes: Uint8Array;
}

/** Uploads of a memory server: durable as its database, whatever connection made them. */
export class MemoryUploads {
  readonly #uploads = new Map<string, MemoryUpload>();
  #next = 1;

  create(upload: Omit<MemoryUpload, "bytes">): string {
    const url = `/v1/uploads/u${this.#next}`;
    this.#next += 1;
    this.#uploads.set(url, { ...upload, bytes: new Uint8Array(0) });
    return url;
  }

  get(url: string): MemoryUpload | undefined {
    return this.#uploads.get(url);
  }

  drop(url: string): void {
    this.#uploads.delete(url);
  }
}

const problem = (slug: ProblemSlug): Extract<Reply<never>, { type: "problem" }> => ({
  type: "problem",
  slug,
});
const answered = <T>(value: T): Reply<T> => ({ type: "ok", value });

/** The server's code called directly, over a line that loses, doubles and delays as it is told. */
export function directTransport(
  server: MemoryServer,
  uploads: MemoryUploads,
  line: Line = () => "none",
): SyncTransport {
  const travel = async <T>(act: () => Promise<Reply<T>>): Promise<Reply<T>> => {
    const fault = line();
    if (fault === "lost-request") return { type: "offline", cause: "unreachable" };
    const answer = await act();
    if (fault === "doubled") return act();
    return fault === "lost-answer" ? { type: "offline", cause: "unreachable" } : answer;
  };
  const authorised = async <T>(
    session: string,
    act: (deviceId: string) => Promise<Reply<T>>,
  ): Promise<Reply<T>> => {
    const deviceId = server.core.sessions.deviceOf(`Bearer ${session}`);
    return deviceId === undefined ? problem("device-unknown") : act(deviceId);
  };
  const finish = async (url: string, upload: MemoryUpload): Promise<Reply<{ readonly offset: number }>> => {
    if (digestOf(upload.bytes) !== upload.sha256) {
      uploads.drop(url);
      return problem("digest-mismatch");
    }
    const bag = { zipSha256: upload.sha256, size: upload.size, salt: new Uint8Array(32) };
    const accepted = await server.core.packages.accept(
      upload.packageId,
      readZip(upload.bytes),
      "network",
      bag,
    );
    uploads.drop(url);
    if (accepted.type === "send-again") return problem("digest-mismatch");
    return answered({ offset: upload.size });
  };

  return {
    meta: () => travel(async () => answered(server.core.meta())),
    hello: (nonce, body) =>
      travel(async () => {
        const answer = await server.core.hello.receive(nonce, body);
        if (answer.ok) return answered(answer.value);
        const { slug, facts } = answer.error;
        return { type: "problem", slug, ...(facts ? { facts } : {}) };
      }),
    announce: (session, packageId, body) =>
      travel(() =>
        authorised(session, async (deviceId) => {
          const answer = await server.core.packages.announce(packageId, body, deviceId);
          if (!answer.ok) return problem(answer.error.slug);
          const state = answer.value.type === "announced" ? ("announced" as const) : answer.value.state;
          return answered({ state });
        }),
      ),
    createUpload: (session, { packageId, sha256, size }) =>
      travel(() =>
        authorised(session, async (deviceId) => {
          const owner = await server.core.packages.facts(packageId);
          if (owner?.deviceId !== deviceId) return problem("unknown-package");
          if (!owner.awaitsBag) return problem("package-id-reuse");
          return answered({ url: uploads.create({ packageId, sha256, size }) });
        }),
      ),
    uploadOffset: (session, url) =>
      travel(() =>
        authorised(session, async () => {
          const upload = uploads.get(url);
          return upload ? answered({ offset: upload.bytes.length }) : problem("unknown-upload");
        }),
      ),
    sendChunk: (session, url, offset, bytes) =>
      travel(() =>
        authorised(session, async () => {
          const upload = uploads.get(url);
          if (!upload) return problem("unknown-upload");
          if (upload.bytes.length !== offset) return problem("unknown-upload");
          upload.bytes = concatBytes(upload.bytes, bytes);
          if (upload.bytes.length === upload.size) return finish(url, upload);
          return answered({ offset: upload.bytes.length });
        }),
      ),
    status: (session, packageId, { knownSize }) =>
      travel(() =>
        authorised(session, async (deviceId) => {
          const owner = await server.core.packages.facts(packageId);
          if (owner?.deviceId !== deviceId) return problem("unknown-package");
          const status = await server.core.packages.status(packageId, knownSize > 0 ? knownSize : undefined);
          return status ? answered(status) : problem("unknown-package");
        }),
      ),
    inbox: (session, after) =>
      travel(() =>
        authorised(session, async (deviceId) => {
          const answer = await server.core.inbox.read(deviceId, undefined, after);
          return answer ? answered(answer) : problem("cursor-unknown");
        }),
      ),
    acknowledge: (session, cursor) =>
      travel(() =>
        authorised(session, async (deviceId) => {
          await server.core.inbox.acknowledge(deviceId, cursor);
          return answered(null);
        }),
      ),
  };
}
