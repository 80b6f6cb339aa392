import type { ServerResponse } from "node:http";

import type { Envelope } from "../../../shared/contract/operation.ts";
import { encodeBytes } from "../../../shared/contract/bytes-codec.ts";
import { commonHeaders } from "../../adapters/page-security.ts";

/** Sends a whole answer with the common headers. */
export function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    ...commonHeaders,
    ...headers,
    "content-length": String(Buffer.byteLength(body)),
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

export function sendEnvelope(response: ServerResponse, status: number, envelope: Envelope<unknown>): void {
  send(
    response,
    status,
    { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
    JSON.stringify(encodeBytes(envelope)),
  );
}

const explanations: Readonly<Record<number, string>> = {
  400: "地址写法不正确。",
  403: "请用启动程序时显示的地址打开；该地址只能使用一次，可在启动窗口按回车键另取一个。",
  404: "没有这个文件。",
  405: "不支持这种访问方式。",
  415: "不支持这种内容。",
  421: "地址与本机服务不符，请用启动程序时显示的地址打开。",
};

/** A refusal in words, for the person who mistyped or whose address was used already. */
export function sendRefusal(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(
    response,
    status,
    {
      "content-type": "text/plain; charset=utf-8",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "cache-control": "no-store",
      ...headers,
    },
    `${explanations[status] ?? "无法完成。"}\n`,
  );
}
