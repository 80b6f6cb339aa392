/**
 * Roles of private persons made of a matter and a word for people: 「续保人员」, 「走失老人」, 「托养对象」. Where the people of a
 * matter are those who work in it (「救助人员」, 「护理人员」), only the words for those it is done for are made.
 */
const own =
  "减免 免征 退税 参评 资助 补助 补贴 安置 供养 享受 认定 录用 录取 应聘 参保 续保 停保 退保 缴费 领取 申领 申报 报名 参赛 获奖 中奖 中签 体检 面试 递补 走失 失踪 死亡 受伤 伤亡 受灾 受害 涉案 违规 违法 违章 肇事 涉事 失业 就业 退休 退役 复退 退伍 待业 下岗 留学 外来 务工 流动 返乡 签约 矫正 感染 确诊 入住 入学 转学 休学 退学 贫困 困难 残疾 高龄 独居 孤寡 失能 特困 低保 低收入 冒领 欠费 欠薪 被拆迁 被征地 被安置 轮候 申请 异议 戒毒 服刑 在押 羁押 在逃 收治 住院 就诊 应征 入伍 续聘 待岗 求职 参训 结业 领证 补证 换证 理赔 受捐 受援 摇号 选房 腾退 承租 投保 出险 逾期 弃权 放弃";
const done =
  "救助 帮扶 慰问 走访 保障 培训 服务 监测 监管 康复 护理 接种 隔离 托养 寄养 考察 探访 关爱 结对 供给 回访 随访 送达 通报 奖励 表扬 处罚 约谈 劝返";
/** What somebody does or undergoes: 「饲养人」, 「捐献者」, 「落水者」. Acts of firms and of those in office are left out. */
const acting =
  "饲养 驯养 养犬 遛犬 认养 领养 收养 弃养 寄养 托养 种植 养殖 捕捞 垂钓 狩猎 采挖 采伐 砍伐 盗伐 滥伐 盗采 偷盗 盗窃 捐献 捐资 献血 投宿 住宿 租住 租车 租房 租用 借用 搭建 建房 托运 提货 取货 购买 购票 购车 购药 充值 退款 退费 报料 爆料 发帖 转帖 造谣 传谣 驾车 骑车 骑行 骑乘 乘坐 同乘 搭乘 落水 溺水 坠楼 坠落 触电 中毒 烧伤 遇害 遇险 被困 获救 救人 拾金 拾得 捡拾 冒用 冒名 替考 代考 作弊 违纪 缺考 弃考 借读 陪读 陪护 探视 分娩 接种 应征 应募 入职 离职 转业 复员 上网 留言 陈述 放贷 还款 汇款 转账 付款 存款 取款 集资 参赌 赌博 涉毒 涉赌 卖淫 嫖娼 斗殴 滋事 闹事 醉酒 酒驾 醉驾 超载 闯卡 逃逸 走私 偷渡 求租 试驾 参保 退保 续保 投保 签约 解约 违约 被骗 受骗 受捐 受灾 受困 受访 受邀 听证 陈情 认亲 寻亲 迁坟 祭扫 认领 代养 代管 代签 代缴 预订 预约 订购 团购 直播 带货 拍卖 竞拍 借款 担保";
const act = ["人", "者", "人员"];
const people = "人员 对象 家庭 学生 职工 儿童 老人 群众 居民 村民 农户 患者 青年 妇女 军人 士兵";
const taken = "对象 家庭 学生 儿童 老人 群众 居民 村民 农户 患者";
/** Trades and standings of private persons. */
const trades =
  "骑手 外卖骑手 外卖员 送餐员 快递员 快递小哥 月嫂 保姆 护工 雇主 雇员 船东 船员 渔工 船工 店员 厨师 服务员 收银员 送货员 搬运工 泥瓦工 木工 瓦工 焊工 水电工 包工头 工头 零工 帮工 临时工 钟点工 家政服务员 育婴员 保育员 养老护理员 护路员 护边员 护渔员 草管员 巡护员 生态护林员 村医 代课教师 民办教师 出租车司机 网约车司机 货车司机 客车司机 商贩 小贩 菜农 果农 茶农 药农 蜂农 棉农 烟农 粮农 林农 蚕农 养蜂人 拾荒者 老党员 困难党员 预备党员 发展对象 入党积极分子 流动党员 应征青年 预定新兵 新兵 义务兵 现役军人 随军家属 烈士遗属 得主 获得者家属 听证参加人 听证会参加人 消费者参加人 听证会代表 邻居 房客 室友 同事 前夫 前妻 男友 女友 未婚夫 未婚妻 老伴 大女儿 小女儿 大儿子 小儿子 孙女婿 养老金领取人 低保领取人 遗属补助对象";
const single =
  "持有人 持有者 退伍军人 复员退伍军人 留言人 捐献人 竞得者 购票者 订房人 房屋买受人 车辆所有人 证件持有人";

const each = (list: string): readonly string[] => list.split(" ");

export const composedPersonLabels: readonly string[] = [
  ...each(own).flatMap((matter) => each(people).map((word) => matter + word)),
  ...each(done).flatMap((matter) => each(taken).map((word) => matter + word)),
  ...each("资助 补助 补贴 安置 录用 录取 聘用 享受 发放 认定 救助 慰问 保障").flatMap((matter) =>
    each("对象 人员 家庭 学生").map((word) => `拟${matter}${word}`),
  ),
  ...each(acting).flatMap((matter) => act.map((word) => matter + word)),
  ...each(trades),
  ...each(single),
];
