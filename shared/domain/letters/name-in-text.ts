/** Finding a name in a letter without taking an ordinary word or another name for it. */

/** Words that stand after a person's name in an official letter; blanks are gone by then. */
const after =
  /^(?:$|[^\p{Script=Han}]|提出|提交|申请|要求|认为|反映|投诉|举报|来信|来函|来电|等|和|与|及|以及|的|所|系|是|为|本人|先生|女士|同志|某|于|向|在|称|说)/u;
const before =
  /(?:^|[^\p{Script=Han}]|申请人|当事人|业主|居民|村民|职工|户主|系|由|与|和|及|据|应|经|向|为|是|给|对|因|于|被|包括)$/u;

/** Words that only a name of a person follows. */
const titled = /(?:申请人|当事人|业主|居民|村民|职工|户主)$/u;

/**
 * Whether a text names somebody. A name of two characters may be an ordinary word or the beginning of another name
 * (高山滑雪场, 李秋实践基地): it counts only where a name can stand.
 */
export function namesIn(text: string, name: string): boolean {
  const bare = name.replace(/\s/gu, "");
  const plain = text.replace(/[^\S\n]/gu, "");
  if (bare.length < 2) return false;
  if (bare.length > 2) return plain.includes(bare);
  for (let at = plain.indexOf(bare); at >= 0; at = plain.indexOf(bare, at + 1)) {
    const left = plain.slice(Math.max(0, at - 3), at);
    if (titled.test(left) || (before.test(left) && after.test(plain.slice(at + 2, at + 4)))) return true;
  }
  return false;
}

const legalForm =
  /(?:股份有限公司|有限责任公司|有限公司|集团公司|总公司|分公司|公司|集团|合伙企业|事务所|合作社|商行|厂|店|中心|医院|学校|协会|基金会)+$/u;
const trade =
  /(?:建筑|建设|建工|设计|工程|科技|技术|信息|网络|电子|贸易|商贸|实业|投资|控股|置业|房地产|开发|物业|服务|管理|咨询|检测|勘察|监理|装饰|市政|路桥|园林|环保|能源|化工|机械|制造|材料|食品|农业|生物|医药|文化|传媒|广告|教育|运输|物流|集团|股份|有限|责任|（[^）]*）|\([^)]*\))/gu;

/**
 * The part of an organisation's name by which everybody knows it: 云州岚峰建筑设计有限公司 → 岚峰. Undefined where
 * nothing of its own is left.
 */
export function distinctivePart(organisation: string, place: string): string | undefined {
  const name = organisation.replace(/\s/gu, "");
  if (!legalForm.test(name)) return undefined;
  const town = place.replace(/[省市县区]$/u, "");
  const rest = name
    .replace(legalForm, "")
    .replace(/^[\u4e00-\u9fa5]{1,4}?(?:省|自治区)/u, "")
    .replace(new RegExp(`^${town}[市县区]?`, "u"), "")
    .replace(/^[\u4e00-\u9fa5]{1,3}(?:市|县)/u, "")
    .replace(trade, "");
  return rest.length >= 2 && rest.length <= 4 ? rest : undefined;
}
