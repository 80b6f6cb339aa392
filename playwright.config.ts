import { defineConfig } from "@playwright/test";

/** The stories of users, on the built program: `vite build --app` comes first. One at a time: each starts a browser on two cores. */
export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "out/test-results/e2e",
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: "list",
});
