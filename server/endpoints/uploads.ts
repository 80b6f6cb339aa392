import type { FastifyReply, FastifyRequest } from "fastify";

import { TusError, tusProblem, uploadGone } from "../services/tus-error.ts";
import { UploadLocks } from "../services/upload-locks.ts";
import type { UploadRow } from "../services/upload-rows.ts";
import { UploadWriter } from "../services/upload-writer.ts";
import { uploadLifeMs } from "../services/uploads.ts";
import { deviceOfSession } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { readUploadMetadata, writeUploadMetadata } from "./upload-metadata.ts";

/**
 * 5: resumable upload, tus 1.0 (https://tus.io/protocols/resumable-upload) with creation, creation-with-upload,
 * expiration and termination. Written out over the request as it comes in: four requests of the protocol are little,
 * and every package passes two of them.
 */
const version = "1.0.0";
const pieceType = "application/offset+octet-stream";

interface UploadParams {
  readonly id: string;
}

/** A count as tus spells it. */
function countOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^(0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const count = Number(text);
  return Number.isSafeInteger(count) ? count : undefined;
}

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
};

export const uploads: Endpoint = (app, core) => {
  const writer = new UploadWriter(core.bags);
  const locks = new UploadLocks({ drainMs: 3000, waitMs: 30_000 });

  const deviceOf = (request: FastifyRequest): string => {
    if (header(request, "tus-resumable") !== version) throw new TusError(412, "Tus-Resumable: 1.0.0\n");
    const deviceId = deviceOfSession(core, request);
    if (deviceId === undefined) throw tusProblem("device-unknown");
    return deviceId;
  };
  /** The upload of this device. Another device's is answered like one that is gone. */
  const ownUpload = async (request: FastifyRequest): Promise<UploadRow> => {
    const deviceId = deviceOf(request);
    const row = await core.uploads.find((request.params as UploadParams).id);
    if (row?.device_id !== deviceId) throw uploadGone();
    if (endOf(row) < core.clock.now().getTime()) throw tusProblem("unknown-upload", 410);
    return row;
  };
  const locked = async <T>(id: string, request: FastifyRequest, act: () => Promise<T>): Promise<T> => {
    const release = await locks.take(id, () => request.raw.destroy(new Error("another request took over")));
    if (!release) throw tusProblem("busy");
    try {
      return await act();
    } finally {
      release();
    }
  };
  /** Takes in a piece; done when it is flushed. */
  const takeIn = async (request: FastifyRequest, row: UploadRow, offset: number): Promise<number> => {
    const length = countOf(header(request, "content-length"));
    if (length !== undefined && offset + length > row.size) throw tusProblem("too-large");
    const digest = header(request, "content-digest");
    return writer.write(request.raw, row.upload_id, offset, digest);
  };
  const answer = (reply: FastifyReply, row: UploadRow, offset: number): void => {
    void reply.header("Upload-Offset", offset);
    if (offset < row.size) void reply.header("Upload-Expires", new Date(endOf(row)).toUTCString());
  };

  /** The conditions under which a package may send its bag. */
  const mayBegin = async (
    deviceId: string,
    packageId: string,
    sha256: string,
    size: number,
  ): Promise<void> => {
    const known = await core.packages.facts(packageId);
    if (known?.deviceId !== deviceId) throw tusProblem("unknown-package");
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw tusProblem("schema");
    // A bag that was lost is taken back, also of a package that is decided.
    const refill = known.decided && (known.bag === undefined || !(await core.bags.find(known.bag)));
    if (!refill && !known.awaitsBag) throw tusProblem("package-id-reuse");
    if (!(await core.hasRoom(size))) throw tusProblem("busy");
  };

  const begin = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const deviceId = deviceOf(request);
    const size = countOf(header(request, "upload-length"));
    const metadata = readUploadMetadata(header(request, "upload-metadata") ?? "");
    if (size === undefined || !metadata) throw new TusError(400, "Upload-Length, Upload-Metadata\n");
    if (size > core.maxPackage) throw tusProblem("too-large");
    const packageId = metadata.get("packageId") ?? "";
    const sha256 = metadata.get("sha256") ?? "";
    await mayBegin(deviceId, packageId, sha256, size);
    const row = await writer.begin({ packageId, deviceId, sha256, size });
    const withPiece = header(request, "content-type") === pieceType;
    const reached = withPiece ? await locked(row.upload_id, request, () => takeIn(request, row, 0)) : 0;
    if (reached === size) await core.receiveUpload(row.upload_id);
    answer(reply, row, reached);
    return reply.code(201).header("Location", `/v1/uploads/${row.upload_id}`).send();
  };

  const piece = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const own = await ownUpload(request);
    if (header(request, "content-type") !== pieceType) throw new TusError(415, `${pieceType}\n`);
    const offset = countOf(header(request, "upload-offset"));
    if (offset === undefined) throw new TusError(400, "Upload-Offset\n");
    const reached = await locked(own.upload_id, request, async () => {
      // Whoever held the lock before may have brought it further, or to its end.
      const row = await core.uploads.find(own.upload_id);
      if (!row) throw uploadGone();
      if (row.flushed !== offset) throw new TusError(409, "Upload-Offset\n");
      return takeIn(request, row, offset);
    });
    if (reached === own.size) await core.receiveUpload(own.upload_id);
    answer(reply, own, reached);
    return reply.code(204).send();
  };

  const state = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const own = await ownUpload(request);
    const row = await locked(own.upload_id, request, () => core.uploads.find(own.upload_id));
    if (!row) throw uploadGone();
    answer(reply, row, row.flushed);
    return reply
      .code(200)
      .header("Cache-Control", "no-store")
      .header("Upload-Length", row.size)
      .header("Upload-Metadata", writeUploadMetadata({ packageId: row.package_id, sha256: row.zip_sha256 }))
      .send();
  };

  const end = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const own = await ownUpload(request);
    await locked(own.upload_id, request, () => core.bags.discard(own.upload_id));
    return reply.code(204).send();
  };

  // Pieces stay in the stream: they go to the disk as they come.
  app.addContentTypeParser(pieceType, (_request, _payload, done) => done(null));
  const route =
    (act: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      void reply.header("Tus-Resumable", version);
      try {
        return await act(request, reply);
      } catch (error) {
        if (!(error instanceof TusError)) throw error;
        if (error.status === 412) void reply.header("Tus-Version", version);
        const type = error.body.startsWith("{") ? "application/problem+json" : "text/plain";
        return reply.code(error.status).header("Content-Type", type).send(error.body);
      }
    };
  app.post("/v1/uploads", route(begin));
  app.patch("/v1/uploads/:id", route(piece));
  app.head("/v1/uploads/:id", route(state));
  app.delete("/v1/uploads/:id", route(end));
  for (const url of ["/v1/uploads", "/v1/uploads/:id"]) {
    app.options(url, async (_request, reply) =>
      reply
        .code(204)
        .header("Tus-Resumable", version)
        .header("Tus-Version", version)
        .header("Tus-Extension", "creation,creation-with-upload,expiration,termination")
        .header("Tus-Max-Size", core.maxPackage)
        .send(),
    );
  }
};

const endOf = (row: UploadRow): number => Date.parse(row.created_at) + uploadLifeMs;
