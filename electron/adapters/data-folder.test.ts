import { describe, expect, it } from "vitest";

import { dataFolder } from "./data-folder.ts";

const linux = { platform: "linux", home: "/home/a", environment: {} };

describe("dataFolder", () => {
  it.each([
    [{}, linux, "/home/a/.local/share/disclosure-workstation/data"],
    [{ demo: true }, linux, "/home/a/.local/share/disclosure-workstation/demo"],
    [{}, { ...linux, environment: { XDG_DATA_HOME: "/x" } }, "/x/disclosure-workstation/data"],
    [
      {},
      { ...linux, environment: { XDG_DATA_HOME: "" } },
      "/home/a/.local/share/disclosure-workstation/data",
    ],
    [{ data: "/srv/d" }, linux, "/srv/d"],
    [{ data: "/srv/d", demo: true }, linux, "/srv/d"],
    [{}, { ...linux, platform: "darwin" }, "/home/a/Library/Application Support/disclosure-workstation/data"],
  ])("%j", (choice, surroundings, expected) => {
    expect(dataFolder(choice, surroundings)).toBe(expected);
  });

  it("does not roam on Windows", () => {
    const windows = {
      platform: "win32",
      home: "C:\\Users\\a",
      environment: { LOCALAPPDATA: "C:\\Users\\a\\AppData\\Local" },
    };
    expect(dataFolder({}, windows)).toContain("AppData\\Local");
  });
});
