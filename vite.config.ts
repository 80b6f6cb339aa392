import { cpSync } from "node:fs";
import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig, type EnvironmentOptions } from "vite";

import { contract } from "./shared/contract/index.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Everything else is bundled: the installed program carries no node_modules but the native module. */
const external = ["electron", "better-sqlite3", /^node:/];

function nodeBundle(folder: string, input: Record<string, string>, output: object): EnvironmentOptions {
  return {
    consumer: "server",
    resolve: { noExternal: true },
    build: {
      ssr: true,
      outDir: path(folder),
      emptyOutDir: true,
      target: "node24",
      minify: false,
      copyPublicDir: false,
      rolldownOptions: { external, input, output },
    },
  };
}

/** A worker thread starts from one real file, which the installed program keeps outside its archive: no shared chunks. */
function workerBundle(name: string): EnvironmentOptions {
  const bundle = nodeBundle(
    "out/workers",
    { [name]: path(`electron/core/workers/${name}.ts`) },
    { format: "es", entryFileNames: "[name].mjs", codeSplitting: false },
  );
  return { ...bundle, build: { ...bundle.build, emptyOutDir: false } };
}

/**
 * One build: `client` is the screen, `main` the processes of the hosts, `preload` the one sandboxed script, which must be a single
 * CommonJS file, and the two worker threads.
 */
export default defineConfig({
  root: path("renderer"),
  base: "/",
  publicDir: path("build/icons/public"),
  plugins: [react()],
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== "ssr") await builder.build(environment);
      }
      // Character maps and fonts that the PDF reader opens as files when a document does not bring its own.
      for (const folder of ["cmaps", "standard_fonts"]) {
        cpSync(path(`node_modules/pdfjs-dist/${folder}`), path(`out/workers/pdf/${folder}`), {
          recursive: true,
        });
      }
    },
  },
  environments: {
    client: {
      build: {
        outDir: path("out/renderer"),
        emptyOutDir: true,
        target: "chrome140",
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 2000,
        rolldownOptions: { input: path("renderer/index.html") },
      },
    },
    main: nodeBundle(
      "out/main",
      {
        index: path("electron/hosts/desktop-window/index.ts"),
        "web-host": path("electron/hosts/loopback-browser/main.ts"),
        "command-line": path("electron/hosts/command-line/main.ts"),
      },
      { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    ),
    preload: {
      ...nodeBundle(
        "out/preload",
        { index: path("electron/hosts/desktop-window/preload.ts") },
        { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
      ),
      define: { __OPERATION_NAMES__: JSON.stringify(Object.values(contract).map(({ name }) => name)) },
    },
    kdfWorker: workerBundle("kdf-worker"),
    documentWorker: workerBundle("document-worker"),
  },
});
