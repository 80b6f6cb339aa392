/**
 * What a request is about, by the first level of the State Council's list of subjects (主题分类, records.md §4). The words
 * are this edition's own [convention]: a picture for the office, never a figure of the report.
 */
export const requestSubjects: readonly { readonly subject: string; readonly words: RegExp }[] = [
  {
    subject: "城乡建设、环境保护",
    words:
      /拆迁|征收|补偿|改造|小区|棚户|规划|施工|竣工|建设工程|物业|住房|公租房|廉租|电梯|市政|道路|环评|环境|污染|排污|违建|房屋/gu,
  },
  { subject: "国土资源、能源", words: /土地|征地|用地|地块|宅基地|矿|出让|不动产|供热|燃气|供电/gu },
  { subject: "财政、金融、审计", words: /预算|决算|三公|财政|资金|补贴|债务|审计|收费|税|采购|招标|中标/gu },
  { subject: "劳动、人事、监察", words: /社保|养老保险|工伤|就业|招聘|招录|职称|编制|人事|工资|退休|处分/gu },
  { subject: "民政、扶贫、救灾", words: /低保|救助|殡葬|养老院|养老服务|社区|村委|居委|慈善|救灾|扶贫/gu },
  { subject: "科技、教育", words: /学校|招生|学区|教师|教育|幼儿园|科技|高考|中考/gu },
  { subject: "卫生、体育", words: /医院|医疗|医保|疫|卫生|药品|体育/gu },
  { subject: "公安、安全、司法", words: /公安|户籍|户口|治安|交通事故|监控|行政处罚|处罚|复议|诉讼|执法/gu },
  { subject: "市场监管、安全生产监管", words: /市场监管|食品|营业执照|价格|安全生产|消防|特种设备|质量/gu },
  { subject: "工业、交通", words: /公交|交通|公路|铁路|客运|货运|工业|企业/gu },
  { subject: "农业、林业、水利", words: /农村|农业|耕地|承包|林地|水利|河道|灌溉|水库/gu },
  { subject: "文化、广电、新闻出版", words: /文化|文物|旅游|广电|出版/gu },
  { subject: "综合政务", words: /会议纪要|文件|政策|办法|规定|通知|批复|请示|职责|机构|权力清单/gu },
];

const otherSubject = "其他";

/** The subject with most words in the request; at a draw the one listed first; 其他 when none is named. */
export function subjectOfRequest(text: string): string {
  let best = otherSubject;
  let most = 0;
  for (const { subject, words } of requestSubjects) {
    const count = text.match(words)?.length ?? 0;
    if (count > most) {
      best = subject;
      most = count;
    }
  }
  return best;
}
