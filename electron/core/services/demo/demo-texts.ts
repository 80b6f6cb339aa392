import type { ItemKind } from "../../../../shared/domain/item/item-kinds.ts";
import type { Block, StructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { tableOf } from "./paper-table.ts";
import type { Seeded } from "./seeded.ts";

/** Synthetic official prose for the demo department. Persons, numbers and places are made up. */

const surnames = [
  "张",
  "王",
  "李",
  "刘",
  "陈",
  "杨",
  "赵",
  "黄",
  "周",
  "吴",
  "徐",
  "孙",
  "胡",
  "朱",
  "高",
  "林",
  "何",
  "郭",
  "马",
  "罗",
  "欧阳",
  "司马",
];
const givenNames = [
  "秀英",
  "桂兰",
  "建国",
  "志强",
  "玉梅",
  "立军",
  "海燕",
  "永福",
  "晓东",
  "淑芬",
  "国栋",
  "文静",
  "守业",
  "广田",
  "春生",
  "丽华",
];
const estates = ["锦绣小区", "瑞安花园", "城西新村", "云和家园", "安居苑", "翠屏里", "河滨小区", "东关社区"];
const streets = ["云和路", "建设路", "解放街", "新华路", "文昌街", "工业大道"];
export const subjects: readonly string[] = [
  "既有住宅加装电梯补贴",
  "保障性租赁住房配租",
  "物业服务企业信用评价",
  "老旧小区改造",
  "燃气管网改造",
  "房屋建筑工程质量监督",
  "建筑工地扬尘治理",
  "公租房租金减免",
  "危旧房屋排查",
  "住房公积金缴存",
  "商品房预售资金监管",
  "城镇污水管网建设",
];

export function demoName(rng: Seeded): string {
  return rng.pick(surnames) + rng.pick(givenNames);
}

/** An identity number with a right check character (GB 11643-1999), of a person who does not exist. */
export function demoIdNumber(rng: Seeded): string {
  const body = `370402${1950 + rng.int(50)}${String(1 + rng.int(12)).padStart(2, "0")}${String(1 + rng.int(28)).padStart(2, "0")}${String(rng.int(1000)).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = Array.from(body).reduce(
    (total, digit, index) => total + Number(digit) * (weights[index] ?? 0),
    0,
  );
  return body + "10X98765432"[sum % 11];
}

export function demoMobile(rng: Seeded): string {
  return `138${String(rng.int(100_000_000)).padStart(8, "0")}`;
}

const paragraph = (text: string): Block => ({ type: "paragraph", content: [{ type: "text", text }] });
export interface DemoText {
  readonly kind: ItemKind;
  readonly title: string;
  readonly docNumber: string;
  readonly document: StructuredDocument;
}

function roster(rng: Seeded, rows: number): Block {
  const head = ["序号", "姓名", "身份证号", "住址", "金额（元）"];
  const lines = Array.from({ length: rows }, (_unused, index) => [
    String(index + 1),
    demoName(rng),
    demoIdNumber(rng),
    `云州市城区${rng.pick(estates)}${1 + rng.int(20)}号楼${1 + rng.int(4)}单元${1 + rng.int(6)}0${1 + rng.int(4)}室`,
    String((4 + rng.int(9)) * 1200),
  ]);
  return tableOf([head, ...lines]);
}

/** One synthetic item; `n` numbers it, so that titles differ. */
export function demoText(rng: Seeded, n: number, today: string): DemoText {
  const year = Number(today.slice(0, 4));
  const subject = rng.pick(subjects);
  const serial = `〔${year}〕${n + 1}号`;
  const day = `${year}年${Number(today.slice(5, 7))}月${Number(today.slice(8, 10))}日`;
  const make = (kind: ItemKind, title: string, docNumber: string, blocks: readonly Block[]): DemoText => ({
    kind,
    title,
    docNumber,
    document: {
      schemaVersion: 1,
      type: "doc",
      content: [
        { type: "title", content: [{ type: "text", text: title }] },
        ...(docNumber
          ? [{ type: "docNumber" as const, content: [{ type: "text" as const, text: docNumber }] }]
          : []),
        ...blocks,
        { type: "signOff", content: [{ type: "text", text: "云州市住房和城乡建设局" }] },
        { type: "signOff", content: [{ type: "text", text: day }] },
      ],
    },
  });
  switch (rng.int(6)) {
    case 0:
      return make("publicNotice", `关于${year}年第${n + 1}批${subject}情况的公示`, "", [
        paragraph(
          `根据《云州市${subject}办法》，经个人申请、社区初核、部门联审，现将${year}年第${n + 1}批${subject}情况予以公示。公示期为五个工作日。`,
        ),
        roster(rng, 3 + rng.int(6)),
        paragraph(
          `对公示内容有异议的，请在公示期内向物业监管科书面反映。联系电话：0990-3310${String(100 + rng.int(900))}。`,
        ),
      ]);
    case 1:
      return make(
        "policyDocument",
        `关于印发《云州市${subject}管理办法》的通知（${n + 1}）`,
        `云建发${serial}`,
        [
          { type: "addressee", content: [{ type: "text", text: "各区住房城乡建设局，局属各单位：" }] },
          paragraph(`《云州市${subject}管理办法》已经局长办公会研究同意，现印发给你们，请认真贯彻执行。`),
          { type: "heading", attrs: { level: 1 }, content: [{ type: "text", text: "一、总体要求" }] },
          paragraph(`坚持以人民为中心，稳妥有序推进${subject}工作，强化部门协同和属地责任。`),
          { type: "heading", attrs: { level: 1 }, content: [{ type: "text", text: "二、主要任务" }] },
          paragraph("建立台账，明确责任单位和完成时限，每季度公开进展情况。"),
        ],
      );
    case 2:
      return make("policyInterpretation", `《云州市${subject}管理办法》政策解读（${n + 1}）`, "", [
        paragraph(`为便于公众了解${subject}政策，现就有关内容解读如下。`),
        paragraph("一是扩大了适用范围，二是简化了办理材料，三是缩短了办理时限。"),
      ]);
    case 3:
      return make("enforcement", `行政处罚决定信息公开表（${serial}）`, `云建罚字${serial}`, [
        paragraph(
          `经查，云州${rng.pick(["恒升", "广厦", "安泰", "宏远"])}建筑工程有限公司在${rng.pick(streets)}${1 + rng.int(99)}号工地未按规定采取扬尘防治措施，违反了有关规定，责令改正，并处罚款人民币${(2 + rng.int(8)) * 10000}元。`,
        ),
      ]);
    case 4:
      return make("statistics", `${year}年${1 + rng.int(12)}月${subject}情况统计（${n + 1}）`, "", [
        paragraph(
          `截至月底，全市累计完成${subject}${120 + rng.int(900)}件，同比增长${1 + rng.int(20)}.${rng.int(10)}%。`,
        ),
      ]);
    default:
      return make("news", `云州市扎实推进${subject}工作（${n + 1}）`, "", [
        paragraph(`近日，市住房城乡建设局召开${subject}工作推进会，通报前期进展，部署下一步任务。`),
        ...(rng.chance(0.4)
          ? [
              paragraph(
                `居民${demoName(rng)}（联系电话${demoMobile(rng)}）表示，${subject}办成了家门口的实事。`,
              ),
            ]
          : []),
      ]);
  }
}

const requests = [
  "锦绣小区3号楼、5号楼加装电梯项目的招标文件、中标合同及付款明细",
  "2025年度物业服务企业信用评价结果及评分依据",
  "城西新村改造项目的立项批复和征收补偿方案",
  "云和路拓宽工程房屋征收决定及公告",
  "公租房2026年第一批分配名单及评审标准",
  "瑞安花园住宅小区竣工验收备案材料",
  "关于印发老旧小区改造实施方案的文件全文",
  "建设路地下管网改造工程监理合同",
];

export function demoRequest(rng: Seeded, n: number): string {
  return n < requests.length
    ? (requests[n] ?? "")
    : `${rng.pick(estates)}${1 + rng.int(30)}号楼${rng.pick(subjects)}的有关审批材料（第${n + 1}件）`;
}
