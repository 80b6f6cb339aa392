import { defineConfig } from "@playwright/test";

/**
 * The stories of users, on the built program: `vite build --app` comes first. Two files at a time: a story waits for
 * half of its time, and each has its own department, program and browser.
 */
export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "out/test-results/e2e",
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: "list",
});
