import "./trusted-types.ts";
import "./theme/tokens.css";
import "./theme/base.css";

import { createRoot } from "react-dom/client";

import { App } from "./app.tsx";
import { connectBridge } from "./core-client/core-client.ts";
import { findBridge } from "./core-client/find-bridge.ts";
import { ThemeProvider } from "./theme/theme-provider.tsx";

connectBridge(findBridge());
const root = document.getElementById("root");
if (!root) throw new Error("the page has no root element");
createRoot(root).render(
  <ThemeProvider>
    <App />
  </ThemeProvider>,
);
