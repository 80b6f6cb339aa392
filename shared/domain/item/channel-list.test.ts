import { describe, expect, it } from "vitest";

import {
  channelListChanges,
  channelListProblem,
  channelNames,
  channelOptions,
  defaultChannels,
  deliveredChannels,
  maxChannelName,
  resolveChannels,
  type ChannelList,
  type ListedChannel,
} from "./channel-list.ts";

const entry = (id: string, part: Partial<ListedChannel> = {}): ListedChannel => ({
  id,
  kind: "website",
  name: id,
  isDefault: false,
  state: "inUse",
  ...part,
});
const own: ChannelList = {
  version: 2,
  channels: [
    entry("website", { name: "局网站" }),
    entry("c1", { name: "公开专栏", isDefault: true }),
    entry("c2", { kind: "newMedia", name: "公众号" }),
    entry("c3", { kind: "noticeBoard", name: "旧公示栏", state: "retired" }),
  ],
};

describe("the list of channels", () => {
  it("before a department has one, the kinds say it all", () => {
    expect(channelNames({ channels: ["website", "gazette"] })).toEqual(["政府网站", "政府公报"]);
    expect(resolveChannels(deliveredChannels, { channels: ["gazette", "website"] })).toEqual({
      chosen: { channels: ["website", "gazette"] },
      unusable: [],
    });
    expect(defaultChannels(deliveredChannels)).toEqual({ channels: [] });
  });

  it("a new item begins with the defaults", () => {
    expect(defaultChannels(own)).toEqual({
      channels: ["website"],
      namedChannels: [{ id: "c1", kind: "website", name: "公开专栏" }],
    });
  });

  it("a draft from before the list, or from before a change of name, gets the name in force", () => {
    expect(resolveChannels(own, { channels: ["website"] }).chosen.namedChannels).toEqual([
      { id: "website", kind: "website", name: "局网站" },
    ]);
    const old = [{ id: "c2", kind: "newMedia", name: "旧公众号" } as const];
    expect(resolveChannels(own, { channels: ["newMedia"], namedChannels: old }).chosen.namedChannels).toEqual(
      [{ id: "c2", kind: "newMedia", name: "公众号" }],
    );
  });

  it("a retired channel and one that is not in the list stand in the way, by the name the draft says", () => {
    const chosen = {
      channels: ["noticeBoard", "press"] as const,
      namedChannels: [
        { id: "c3", kind: "noticeBoard", name: "旧公示栏" },
        { id: "elsewhere", kind: "press", name: "他处报纸" },
      ] as const,
    };
    expect(resolveChannels(own, chosen)).toEqual({
      chosen: { channels: [] },
      unusable: ["旧公示栏", "他处报纸"],
    });
    expect(
      channelOptions(own, chosen)
        .filter((option) => option.chosen)
        .every((option) => !option.usable),
    ).toBe(true);
    expect(channelOptions(own, { channels: [] }).map((option) => option.id)).toEqual(["website", "c1", "c2"]);
  });

  it("one of the same kind and name from another workstation is the one of this list", () => {
    const named = [{ id: "elsewhere", kind: "newMedia", name: "公众号" } as const];
    expect(
      resolveChannels(own, { channels: ["newMedia"], namedChannels: named }).chosen.namedChannels,
    ).toEqual([{ id: "c2", kind: "newMedia", name: "公众号" }]);
  });

  const cases: readonly (readonly [string, readonly ListedChannel[], string | undefined])[] = [
    [
      "a new name",
      own.channels.map((each) => (each.id === "c2" ? { ...each, name: "新号" } : each)),
      undefined,
    ],
    ["left out", own.channels.slice(1), "left-out"],
    [
      "another kind",
      own.channels.map((each) => (each.id === "c2" ? { ...each, kind: "press" } : each)),
      "kind-changed",
    ],
    ["two alike", [...own.channels, entry("c4", { name: "公众号" })], "name-twice"],
    ["one id twice", [...own.channels, entry("c2", { name: "另一" })], "id-twice"],
    ["no name", [...own.channels, entry("c4", { name: "　 " })], "name-missing"],
    [
      "a long name",
      [...own.channels, entry("c4", { name: "长".repeat(maxChannelName + 1) })],
      "name-too-long",
    ],
    ["a marked name", [...own.channels, entry("c4", { name: "机密★10年" })], "marked"],
    [
      "retired and default",
      [...own.channels, entry("c4", { state: "retired", isDefault: true })],
      "default-retired",
    ],
    [
      "none in use",
      own.channels.map((each) => ({ ...each, state: "retired", isDefault: false })),
      "none-in-use",
    ],
    ["too many", [...own.channels, ...Array.from({ length: 60 }, (_, n) => entry(`n${n}`))], "too-many"],
  ];
  it.each(cases)("%s", (_name, after, problem) => {
    expect(channelListProblem(own, after)?.problem).toBe(problem);
  });

  it("says in words what a version changed", () => {
    const after = [
      entry("c1", { name: "公开专栏", isDefault: false }),
      entry("website", { name: "局门户网站" }),
      entry("c2", { kind: "newMedia", name: "公众号", state: "retired" }),
      entry("c3", { kind: "noticeBoard", name: "旧公示栏" }),
      entry("c4", { kind: "press", name: "市报" }),
    ];
    expect(channelListChanges(own.channels, after)).toEqual([
      "“公开专栏”不再默认勾选",
      "“局网站”改称“局门户网站”",
      "停用“公众号”",
      "恢复使用“旧公示栏”",
      "新增“市报”（报刊）",
      "调整排列次序",
    ]);
    expect(channelListChanges(own.channels, own.channels)).toEqual([]);
  });
});
