import { describe, expect, it } from "vitest";

import type { Command } from "./command.ts";
import { exitCodes } from "./exit-codes.ts";
import { readArguments } from "./read-arguments.ts";

const command: Command = {
  usage: "",
  options: { data: { help: "", value: "目录" }, deep: { help: "" } },
  positionals: { min: 1, max: 2 },
  details: "",
  run: async () => await Promise.resolve(exitCodes.ok),
};

describe("readArguments", () => {
  it.each([
    [["a", "--data", "x", "--deep"], { data: "x" }, ["deep"], ["a"]],
    [["--data=x y", "a", "b", "--json"], { data: "x y" }, ["json"], ["a", "b"]],
    [["--", "--data"], {}, [], ["--data"]],
  ])("reads %j", (argv, values, switches, positionals) => {
    const read = readArguments(command, argv);
    expect(read.ok && { ...read.value, switches: [...read.value.switches] }).toEqual({
      values,
      switches,
      positionals,
      help: false,
    });
  });

  it.each([
    [["a", "--colour"], "不认识的选项 --colour"],
    [["a", "--toString"], "不认识的选项 --toString"],
    [["a", "--data"], "选项 --data 后面缺少目录"],
    [["a", "--data="], "选项 --data 后面缺少目录"],
    [["a", "--data", "x", "--data", "y"], "选项 --data 写了两次"],
    [["a", "--deep=1"], "选项 --deep 不带值"],
    [[], "缺少参数"],
    [["a", "b", "c"], "参数太多"],
  ])("refuses %j", (argv, message) => {
    expect(readArguments(command, argv)).toEqual({ ok: false, error: { message } });
  });

  it("asks for nothing when help is wanted", () => {
    const read = readArguments(command, ["--help"]);
    expect(read.ok && read.value.help).toBe(true);
  });
});
