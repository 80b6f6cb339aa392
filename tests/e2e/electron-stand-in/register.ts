/** `node --import` this file: from here on `electron` is the stand-in. */
import { registerHooks } from "node:module";

const standIn = new URL("./main-module.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === "electron"
      ? { url: standIn, format: "module-typescript", shortCircuit: true }
      : nextResolve(specifier, context),
});
