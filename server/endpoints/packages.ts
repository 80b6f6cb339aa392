import { createHash } from "node:crypto";
import { Readable } from "node:stream";

import { replyProblem } from "../problem-reply.ts";
import type { ServerCore } from "../services/server-core.ts";
import { bodyBytes, deviceOf, uuidParam, waitMs } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";

interface PackageParams {
  readonly id: string;
}

/** Another unit's package is answered like one that does not exist: no oracle. */
async function isOwn(core: ServerCore, deviceId: string, packageId: string): Promise<boolean> {
  const known = await core.packages.facts(packageId);
  if (!known || known.deviceId === deviceId) return known !== undefined;
  return known.orgCode === (await core.registry.device(deviceId))?.orgCode;
}

/** 4: the statements alone, so that a hopeless package costs no upload. 6: status and receipt. 7: the bag, or its content.json. */
export const packages: Endpoint = (app, core) => {
  app.put<{ Params: PackageParams }>("/v1/packages/:id", async (request, reply) => {
    const deviceId = deviceOf(core, request, reply);
    if (deviceId === undefined) return reply;
    if (!uuidParam.test(request.params.id)) return replyProblem(reply, "schema");
    if (!(await core.hasRoom(0))) return replyProblem(reply, "busy");
    const announced = await core.packages.announce(request.params.id, bodyBytes(request), deviceId);
    if (!announced.ok) return replyProblem(reply, announced.error.slug);
    if (announced.value.type === "announced") {
      return reply.code(201).send({ state: "announced", upload: "/v1/uploads" });
    }
    const { state } = announced.value;
    return state === "announced" ? { state, upload: "/v1/uploads" } : { state };
  });

  app.get<{ Params: PackageParams; Querystring: { known?: string } }>(
    "/v1/packages/:id",
    async (request, reply) => {
      const deviceId = deviceOf(core, request, reply);
      if (deviceId === undefined) return reply;
      if (!(await isOwn(core, deviceId, request.params.id))) return replyProblem(reply, "unknown-package");
      await core.settle(request.params.id);
      const known = Number(request.query.known ?? "");
      const size = Number.isSafeInteger(known) && known > 0 ? known : undefined;
      const status = await core.packages.awaited(request.params.id, waitMs(request), size);
      if (!status) return replyProblem(reply, "unknown-package");
      const body = JSON.stringify(status);
      const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`;
      if (request.headers["if-none-match"] === etag) return reply.code(304).send();
      return reply.header("ETag", etag).header("Content-Type", "application/json").send(body);
    },
  );

  app.get<{ Params: PackageParams }>("/v1/packages/:id/content", async (request, reply) => {
    const deviceId = deviceOf(core, request, reply);
    if (deviceId === undefined) return reply;
    const own = await isOwn(core, deviceId, request.params.id);
    const content = own ? await core.contentOf(request.params.id) : undefined;
    if (!content) return replyProblem(reply, "unknown-package");
    return reply.header("Content-Type", "application/json").send(Buffer.from(content));
  });

  app.get<{ Params: PackageParams }>("/v1/packages/:id/bag", async (request, reply) => {
    const deviceId = deviceOf(core, request, reply);
    if (deviceId === undefined) return reply;
    const own = await isOwn(core, deviceId, request.params.id);
    const zipSha256 = own ? await core.packages.bagOf(request.params.id) : undefined;
    const bag = zipSha256 === undefined ? undefined : await core.bags.find(zipSha256);
    if (!bag) return replyProblem(reply, "unknown-package");
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    const from = range ? Number(range[1]) : 0;
    const to = range?.[2] ? Math.min(Number(range[2]) + 1, bag.size) : bag.size;
    if (from >= to) return reply.code(416).header("Content-Range", `bytes */${bag.size}`).send();
    if (range) void reply.code(206).header("Content-Range", `bytes ${from}-${to - 1}/${bag.size}`);
    return reply
      .header("Content-Type", "application/zip")
      .header("Accept-Ranges", "bytes")
      .header("Content-Length", to - from)
      .send(Readable.from(core.bags.read(bag, from, to)));
  });
};
