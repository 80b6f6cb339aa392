import type { PackageRow, PublicationRow } from "../../../shared/contract/publications.ts";
import { calendarDay, type Instant } from "../../../shared/kernel/calendar-day.ts";
import type { FakeHandlers } from "./fake-core.ts";
import { fakeDigest, fakeId } from "./fake-ids.ts";

const packages: readonly (readonly [string, PackageRow["state"], string, number, string | undefined])[] = [
  ["二手房交易资金监管办事指南", "conflict", "2026-09-11T02:00:00Z", 38_000_000, "中心已有更新的版本"],
  ["2026年第二批既有住宅加装电梯补贴公示", "sealed", "2026-09-16T07:43:00Z", 2_100_000, undefined],
  ["关于调整2026年度住房公积金缴存基数的通知", "sealed", "2026-09-15T03:00:00Z", 900_000, undefined],
  ["城市危旧房屋排查台账（摘要）", "uploading", "2026-09-11T03:00:00Z", 612_000_000, undefined],
  ["9月上旬汇总", "sent", "2026-09-14T03:00:00Z", 4_000_000, undefined],
  ["绿色建筑标识项目名单", "accepted", "2026-09-04T03:00:00Z", 1_000_000, undefined],
  ["建筑业企业资质动态核查结果", "accepted", "2026-09-08T03:00:00Z", 1_200_000, undefined],
];

export const handlers: FakeHandlers = {
  "sync.status": () => ({
    state: "not-connected",
    url: "https://zwgk.example.gov.cn",
    problem: "unreachable",
    lastContactAt: "2026-09-11T08:05:00Z" as Instant,
    offlineDays: 5,
  }),
  "sync.enrolments": () => ({
    device: {
      state: "approved",
      fingerprint: fakeDigest("device"),
      certificateUntil: "2029-09-16T00:00:00Z" as Instant,
    },
    me: { state: "none", fingerprint: fakeDigest("person") },
  }),
  "packages.list": () => ({
    rows: packages.map(([title, state, sealedAt, sizeBytes, problem], index) => ({
      packageId: fakeId(8, index),
      title,
      objectId: fakeId(9, index),
      kind: "publication",
      sealedAt: sealedAt as Instant,
      state,
      attempts: state === "uploading" ? 3 : 0,
      sizeBytes,
      packageDigest: fakeDigest(title),
      ...(state === "sent" ? { exportedOn: calendarDay("2026-09-14") } : {}),
      ...(problem ? { problem } : {}),
      ...(state === "sealed" && index === 1
        ? { dueDay: calendarDay("2026-09-18"), remainingWorkdays: 2 }
        : {}),
    })),
    waiting: 3,
    receipts: 218,
    lastDeliveredAt: "2026-09-11T08:05:00Z" as Instant,
  }),
  "packages.export": ({ packageIds, folder }) =>
    folder.startsWith("/ro")
      ? { refuse: "folder-unusable" }
      : { files: packageIds.map((id) => `${id.slice(-6)}.dpkg`) },
  "packages.download": ({ packageId }) => ({
    fileName: `${packageId.slice(-6)}.dpkg`,
    mediaType: "application/zip",
    bytes: new Uint8Array([80, 75, 5, 6]),
  }),
  "packages.verify": () => ({
    valid: true,
    title: "绿色建筑标识项目名单",
    packageId: fakeId(8, 5),
    checks: [
      { name: "结构", ok: true, detail: "14 个文件，与清单一致" },
      { name: "签名", ok: true, detail: "本机关发布密钥" },
    ],
  }),
  "publications.list": () => ({
    total: 4,
    rows: (
      [
        ["关于开展秋季施工扬尘专项检查的通知", "inForce", undefined, "长期"],
        ["2026年公租房实物配租轮候名单", "ending", 5, "公示 7 个工作日"],
        ["房屋征收补偿安置方案", "ended", undefined, "至2026年9月1日"],
        ["城西停车楼工程审批信息", "withdrawn", undefined, "已撤下"],
      ] as const
    ).map(([title, state, remaining, termLabel], index): PublicationRow => ({
      publicationId: fakeId(10, index),
      itemId: fakeId(6, index),
      title,
      kind: "publicNotice",
      docNumber: index === 0 ? "云建办〔2026〕43号" : "",
      indexNumber: `000000000/2026-0${index}`,
      disclosureProperty: "proactive",
      audience: "全社会",
      channels: ["website", "gazette"],
      channelNames: ["政府网站", "政府公报"],
      releasedAt: "2026-09-09T03:00:00Z" as Instant,
      ...(remaining === undefined
        ? {}
        : { publicUntil: calendarDay("2026-09-21"), remainingDays: remaining }),
      termLabel,
      reviewId: fakeId(5, index),
      reviewNo: `密审〔2026〕${100 + index}号`,
      packageId: fakeId(8, index),
      packageState: index === 0 ? "accepted" : "sealed",
      state,
    })),
  }),
};
