import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Everything else is bundled: the installed program carries no node_modules but the native module. */
const external = ["electron", "better-sqlite3", /^node:/];

/**
 * One build, three environments: `client` is the screen, `main` the processes of the hosts and their workers, `preload` the one
 * sandboxed script, which must be a single CommonJS file.
 */
export default defineConfig({
  root: path("renderer"),
  base: "/",
  plugins: [react()],
  builder: {
    async buildApp(builder) {
      const { client, main, preload } = builder.environments;
      if (!client || !main || !preload) throw new Error("an environment is missing");
      await builder.build(client);
      await builder.build(main);
      await builder.build(preload);
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
    main: {
      consumer: "server",
      resolve: { noExternal: true },
      build: {
        ssr: true,
        outDir: path("out/main"),
        emptyOutDir: true,
        target: "node24",
        minify: false,
        rolldownOptions: {
          external,
          input: {
            index: path("electron/hosts/desktop-window/index.ts"),
            "web-host": path("electron/hosts/loopback-browser/main.ts"),
            "command-line": path("electron/hosts/command-line/main.ts"),
            "kdf-worker": path("electron/core/workers/kdf-worker.ts"),
            "document-worker": path("electron/core/workers/document-worker.ts"),
          },
          // Flat: a chunk finds the workers beside itself, whichever chunk the code lands in.
          output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
        },
      },
    },
    preload: {
      consumer: "server",
      resolve: { noExternal: true },
      build: {
        ssr: true,
        outDir: path("out/preload"),
        emptyOutDir: true,
        target: "node24",
        minify: false,
        rolldownOptions: {
          external,
          input: { index: path("electron/hosts/desktop-window/preload.ts") },
          output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
        },
      },
    },
  },
});
