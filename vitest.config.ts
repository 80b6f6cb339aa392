import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // A test process waits for disks, workers and child processes half of its time: every core gets one.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: [
            "shared/**/*.test.ts",
            "db/**/*.test.ts",
            "electron/**/*.test.ts",
            "server/**/*.test.ts",
            "renderer/**/*.test.ts",
            "tests/architecture/**/*.test.ts",
          ],
          testTimeout: 20_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: "integration",
          environment: "node",
          include: ["tests/integration/**/*.test.ts", "tests/sync/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What is polled for comes, however busy the machine is; a second, the default, is no proof that it does not.
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
