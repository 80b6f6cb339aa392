/**
 * Roles of private persons made of a matter and a word for people: 「续保人员」, 「走失老人」, 「托养对象」. Where the people of a
 * matter are those who work in it (「救助人员」, 「护理人员」), only the words for those it is done for are made.
 */
const own =
  "减免 免征 退税 参评 资助 补助 补贴 安置 供养 享受 认定 录用 录取 应聘 参保 续保 停保 退保 缴费 领取 申领 申报 报名 参赛 获奖 中奖 中签 体检 面试 递补 走失 失踪 死亡 受伤 伤亡 受灾 受害 涉案 违规 违法 违章 肇事 涉事 失业 就业 退休 退役 复退 退伍 待业 下岗 留学 外来 务工 流动 返乡 签约 矫正 感染 确诊 入住 入学 转学 休学 退学 贫困 困难 残疾 高龄 独居 孤寡 失能 特困 低保 低收入 冒领 欠费 欠薪 被拆迁 被征地 被安置 轮候 申请 异议 戒毒 服刑 在押 羁押 在逃 收治 住院 就诊 应征 入伍 续聘 待岗 求职 参训 结业 领证 补证 换证 理赔 受捐 受援 摇号 选房 腾退 承租 投保 出险 逾期 弃权 放弃";
const done =
  "救助 帮扶 慰问 走访 保障 培训 服务 监测 监管 康复 护理 接种 隔离 托养 寄养 考察 探访 关爱 结对 供给 回访 随访 送达 通报 奖励 表扬 处罚 约谈 劝返";
const people = "人员 对象 家庭 学生 职工 儿童 老人 群众 居民 村民 农户 患者 青年 妇女 军人 士兵";
const taken = "对象 家庭 学生 儿童 老人 群众 居民 村民 农户 患者";
const single =
  "持有人 持有者 退伍军人 复员退伍军人 留言人 捐献人 竞得者 购票者 订房人 房屋买受人 车辆所有人 证件持有人";

const each = (list: string): readonly string[] => list.split(" ");

export const composedPersonLabels: readonly string[] = [
  ...each(own).flatMap((matter) => each(people).map((word) => matter + word)),
  ...each(done).flatMap((matter) => each(taken).map((word) => matter + word)),
  ...each("资助 补助 补贴 安置 录用 录取 聘用 享受 发放 认定 救助 慰问 保障").flatMap((matter) =>
    each("对象 人员 家庭 学生").map((word) => `拟${matter}${word}`),
  ),
  ...each(single),
];
