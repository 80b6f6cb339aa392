import type { ItemKind, PublicationPeriod } from "../../../../shared/domain/item/item-kinds.ts";
import { documentFromPlainText } from "../../../../shared/domain/item/document-from-text.ts";
import type { StructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { tableOf } from "./paper-table.ts";

/** Papers of the demo department that are harmless one by one and not together. Persons and places are made up. */
export interface Mosaic {
  readonly title: string;
  readonly released: boolean;
  readonly text: string;
  readonly kind?: ItemKind;
  readonly docNumber?: string;
  readonly period?: Exclude<PublicationPeriod, { readonly kind: "until" }>;
  /** When it came out, or went into review; six and two working days ago where absent. */
  readonly workdaysAgo?: number;
  readonly table?: readonly (readonly string[])[];
}

/** Forms that stand in these papers already masked; the trap is what two of them leave open together. */
export const mosaicKeeps: readonly string[] = ["ID_CARD_MASKED", "MOBILE_MASKED", "BANK_CARD_MASKED"];

export const demoMosaics: readonly Mosaic[] = [
  {
    title: "云和路人行道改造工程公示",
    released: true,
    workdaysAgo: 15,
    period: { kind: "workdays", days: 5 },
    text: "云和路人行道改造工程设计方案予以公示，公示期5个工作日。",
  },
  {
    title: "云州市住宅小区物业管理办法",
    kind: "policyDocument",
    docNumber: "云建发〔2019〕3号",
    released: true,
    workdaysAgo: 14,
    period: { kind: "untilSuperseded" },
    text: "为规范住宅小区物业管理，制定本办法。业主大会依照有关法律、法规成立并履行职责。",
  },
  {
    title: "云州市住宅小区物业管理规定",
    kind: "policyDocument",
    docNumber: "云建发〔2026〕8号",
    released: true,
    workdaysAgo: 7,
    period: { kind: "untilSuperseded" },
    text: "为规范住宅小区物业管理，制定本规定。本规定自印发之日起施行，《云州市住宅小区物业管理办法》（云建发〔2019〕3号）同时废止。",
  },
  {
    title: "关于市级应急物资储备设施选址的公示",
    released: true,
    text: "云和镇应急物资储备库位于云和镇老街东侧凤凰山北麓，现将选址情况予以公示。",
  },
  {
    title: "2025年公租房优先保障对象公示",
    released: true,
    text: "下列家庭符合优先保障条件，现予公示。",
    table: [
      ["序号", "姓名", "所在村", "身份证号"],
      ["1", "张桂芳", "南河村", "990402********002X"],
      ["2", "周广田", "北坡村", "990402********0017"],
      ["3", "李守业", "东岭村", "990402********0053"],
    ],
  },
  {
    title: "关于锦绣小区12号楼加装电梯异议处理结果的告知",
    released: false,
    text: "锦绣小区12号楼二单元各住户：关于加装电梯的异议，经协调处理如下。一、二层住户的补偿由同单元住户分担。施工时间另行告知。",
  },
  {
    title: "转发关于做好汛期安全工作的通知",
    released: false,
    text: "现将《关于做好汛期安全工作的通知》转发给你们，原件注明此件不公开。各物业企业要落实值班制度，发现险情立即上报。",
  },
  {
    title: "关于应急物资储备能力提升工程的公示",
    released: false,
    text: "云和镇应急物资储备库总仓容12000立方米，夜间值守人员2人。现将提升工程情况予以公示。",
  },
  {
    title: "2026年困难残疾人住房改造补助对象公示",
    released: false,
    text: "经村级评议、部门核对，现将2026年困难残疾人住房改造补助对象予以公示。",
    table: [
      ["序号", "姓名", "所在村", "残疾类别", "身份证号"],
      ["1", "张桂芳", "南河村", "视力残疾一级", "******19520312****"],
      ["2", "周广田", "北坡村", "精神残疾二级", "******19591201****"],
      ["3", "高秀英", "西岭村", "肢体残疾三级", "******19610722****"],
    ],
  },
];

export function mosaicDocument(mosaic: Mosaic): StructuredDocument {
  const prose = documentFromPlainText(mosaic.text);
  if (!mosaic.table) return prose;
  const table = tableOf(mosaic.table);
  return { ...prose, content: [...prose.content, table] };
}
