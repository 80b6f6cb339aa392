import { MemoryLocker, Server as TusServer } from "@tus/server";

import { newUploadId } from "../services/upload-id.ts";
import { TusError } from "../services/tus-error.ts";
import { DurableUploads } from "../services/uploads.ts";
import type { Endpoint } from "./endpoint.ts";

const problem = (status: number, slug: string): TusError =>
  new TusError(status, JSON.stringify({ type: `urn:zwgk:problem:${slug}`, status }));

/** 5: resumable upload, tus 1.0 with creation, creation-with-upload, expiration and termination. */
export const uploads: Endpoint = (app, core) => {
  const store = new DurableUploads(core.bags);
  const tus = new TusServer({
    path: "/v1/uploads",
    datastore: store,
    relativeLocation: true,
    locker: new MemoryLocker(),
    lockDrainTimeout: 3000,
    maxSize: core.maxPackage,
    namingFunction: newUploadId,
    onIncomingRequest: async (request, uploadId) => {
      const deviceId = core.sessions.deviceOf(request.headers.get("authorization") ?? undefined);
      if (deviceId === undefined) throw problem(403, "device-unknown");
      if (request.method === "POST") return;
      const upload = await core.store.uploads
        .selectFrom("upload")
        .select("device_id")
        .where("upload_id", "=", uploadId)
        .executeTakeFirst();
      // Another device's upload is answered like one that is gone.
      if (upload?.device_id !== deviceId) throw problem(404, "unknown-upload");
      if (request.method === "PATCH")
        store.expect(uploadId, request.headers.get("content-digest") ?? undefined);
    },
    onUploadCreate: async (request, upload) => {
      const deviceId = core.sessions.deviceOf(request.headers.get("authorization") ?? undefined);
      const packageId = upload.metadata?.["packageId"] ?? "";
      const sha256 = upload.metadata?.["sha256"] ?? "";
      const known = await core.packages.facts(packageId);
      if (deviceId === undefined || known?.deviceId !== deviceId) throw problem(404, "unknown-package");
      if (!/^[0-9a-f]{64}$/.test(sha256)) throw problem(422, "schema");
      const lost = known.bag === undefined || !(await core.bags.find(known.bag));
      const refill = lost && known.decided;
      if (!refill && !known.awaitsBag) throw problem(409, "package-id-reuse");
      if (!(await core.hasRoom(upload.size ?? 0))) throw problem(503, "busy");
      return { metadata: { packageId, sha256, deviceId } };
    },
    onUploadFinish: async (_request, upload) => {
      await core.receiveUpload(upload.id);
      return {};
    },
  });

  app.addContentTypeParser("application/offset+octet-stream", (_request, _payload, done) => done(null));
  for (const url of ["/v1/uploads", "/v1/uploads/*"]) {
    app.route({
      method: ["POST", "HEAD", "PATCH", "DELETE", "OPTIONS"],
      url,
      handler: async (request, reply) => {
        reply.hijack();
        await tus.handle(request.raw, reply.raw);
      },
    });
  }
};
