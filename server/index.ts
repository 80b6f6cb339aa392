export { createApp } from "./create-app.ts";
export type { AppOptions } from "./create-app.ts";
export { initialiseServer, openServer, serverCertificate } from "./open-server.ts";
export type { OpenServer, OpenServerProblem } from "./open-server.ts";
export { folderTarget, Publisher } from "./services/publisher.ts";
export { ServerCore } from "./services/server-core.ts";
