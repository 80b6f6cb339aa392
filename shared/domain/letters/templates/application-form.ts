import type { LetterTemplate } from "../letter-template.ts";
import { blank } from "./common-wording.ts";
import { fourColumns, pair, wide } from "./sheet-rows.ts";

export const applicationForm: LetterTemplate = {
  id: "application-form",
  version: "2026.1",
  name: "政府信息公开申请表",
  title: "政府信息公开申请表",
  group: "intake",
  when: "供申请人填写；口头、书面申请登记时也使用本表。",
  basis: ["条例29"],
  format: "sheet",
  relief: "relief-none",
  fields: [
    ...blank(
      "applicantType",
      "applicantName",
      "idType",
      "idNumber",
      "orgCode",
      "legalRepresentative",
      "organisationKind",
      "agentName",
      "phone",
      "email",
      "postalAddress",
      "postcode",
      "requestedInformation",
      "obtainMethod",
      "carrierForm",
      "helpNeeded",
    ),
  ],
  body: [
    {
      block: "sheet",
      id: "sheet",
      columns: fourColumns,
      rows: [
        wide("申请人类型", ["{{applicantType|choice}}"]),
        pair(["公民姓名", "{{applicantName|applicantType=citizen}}"], ["证件类型", "{{idType}}"]),
        wide("证件号码", ["{{idNumber}}"]),
        pair(
          ["法人或者其他组织名称", "{{applicantName|applicantType=organisation}}"],
          ["统一社会信用代码", "{{orgCode}}"],
        ),
        wide("申请人类别", ["{{organisationKind|choice}}"]),
        pair(
          ["法定代表人（负责人）", "{{legalRepresentative}}"],
          ["代理人", "{{agentName}}（附授权委托书及身份证明）"],
        ),
        pair(["联系电话", "{{phone}}"], ["电子邮箱", "{{email}}"]),
        pair(["通信地址", "{{postalAddress}}"], ["邮政编码", "{{postcode}}"]),
        wide("所需政府信息的名称、文号或者便于查询的其他特征性描述", ["{{requestedInformation}}"], 6),
        wide("获取信息的方式、途径", ["{{obtainMethod|choice}}"]),
        wide("载体形式", ["{{carrierForm|choice}}"]),
        wide("是否需要阅读或者视听方面的帮助", ["{{helpNeeded|choice}}"]),
        wide("送达地址确认", ["□同意以上述通信地址、电子邮箱作为文书送达地址"]),
        wide("申请人签名或者盖章", ["　　　　　　　　　　年　　月　　日"], 2),
      ],
    },
  ],
};
