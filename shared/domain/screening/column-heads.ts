/**
 * The words offices put over columns of persons: over those whose matter it is, and over those who act in office or in their trade
 * beside them. Which of the two a column holds decides whose names are private (see tables.ts).
 */

/** Roles as whole heads, by the matter they stand in. */
const wholeHeads =
  // kin
  "父 母 夫 妻 父亲 母亲 父方 母方 丈夫 妻子 爱人 配偶 子女 儿子 女儿 长子 次子 长女 次女 独生子 独生女 祖父 祖母 外祖父 外祖母 爷爷 奶奶 外公 外婆 岳父 岳母 公公 婆婆 儿媳 女婿 兄弟 姐妹 哥哥 弟弟 姐姐 妹妹 孙子 孙女 男方 女方 新郎 新娘 " +
  // courts and contracts
  "原告 被告 上诉人 被上诉人 第三人 原审原告 原审被告 反诉原告 反诉被告 买方 卖方 出让方 受让方 转让方 转出方 转入方 流出方 流入方 承租方 出租方 出借方 借款方 承包方 收养方 送养方 " +
  // health, schools, service
  "患儿 病儿 婴儿 婴幼儿 幼儿 新生儿 孤儿 女童 男童 学童 病童 产妇 孕妇 孕产妇 新兵 义务兵 应征青年 退役士官 退役女兵 户名 同学 网友 骑手 学徒 保姆 护工 月嫂 学籍生 困境儿童 留守儿童";

const endsOfPersons =
  "姓名 名字 人 户 者 对象 运动员 参赛员 学生 考生 新生 毕业生 特长生 保送生 研究生 贫困生 转学生 插班生 见习生 实习生 高中生 大学生 中学生 小学生 患者 家长 老人 儿童 学员 组员 营员 队员 团员 会员 职工 员工 农民 渔民 牧民 边民 移民 灾民 民工 农民工 军人 士兵 新兵 老兵 战士 退役军官 党员 社员 船员 业主 失主 房主 店主 摊主 物主 债主 雇主 买主 卖主 坟主 墓主 林主 树主 窑主 宠主 村民 居民 市民 选民 农户 家庭 选手 车主 船主 机主 犬主 畜主 货主 乘客 旅客 游客 顾客 司机 驾驶员 驾驶人 人员 代表 成员 持卡人 持有人 家属 亲属 遗属 军属 烈属 侨属 妇女 青年 同学 群众 乘务员 护林员 护边员 护路员 保洁员 快递员 送餐员 保育员";

/** Heads of columns of persons, whose names stand in them: in office or not. */
export const personHead = new RegExp(
  `^(?:${wholeHeads.replaceAll(" ", "|")}|申请人[/、].*|户主.*|.*成员(?:情况|(?:姓名)?及(?:与户主)?关系)|.*(?:${endsOfPersons.replaceAll(" ", "|")}))(?:\\(.*\\))?$`,
  "u",
);

/** Whoever is on duty or looks after something: the table is theirs. */
export const dutyHead =
  /(?:值守|值勤|执勤|备勤|轮值|当班|交班|接班|巡查|巡检|巡逻|巡护|巡防|监考|主考|考官|接访|接待)(?:人员?|员|者|人姓名)?$/u;

/** Whoever acts in office or in a trade in the matter of those in the other columns: public, and no more than a column of their table. */
export const publicHead =
  /(?<!被)(?:审判[长员]|法官|法官助理|书记员|合议庭.*|陪审员|检察官|仲裁员|公证员|审理人|承审人|帮扶人|帮扶责任人|结对干部|包[保联案村片挂户].*人|挂[钩联]人|牵头人|对接人|(?<!被)指导人|指导老师|指导教师|辅导老师|辅导教师|验收人|保管人|抽样人|记录人|主讲人|汇报人|发言人|受理人|批准人|录入人|登记人员|复核人|校对人|拟稿人|评估人|勘验人|测绘人|设计人|授课人|签批人|核查人|核实人|检查人|抽查人|督查人|核验人|审查人|审定人|初审人|监督人|执法人|登记人|发放人|送检人|教练员?|裁判员?|领队|执行法官|入户人|调查人|监护医生|接诊医生|主刀|责任护士|(?:检查|抽查|督查|督导|陪同|执法|办案|调查|询问|工作|参会|与会|出席|列席|评审|采样|抽样|监督|救援|带队)(?:人员|组成员))(?:姓名)?$/u;

/** Heads that say nothing but whose private matter it is, whoever stands in the columns beside. */
const ownMatter =
  /^(?:帮扶(?:户|对象)|结对|选手|参赛|获奖|学员|考生|运动员|被|受|户主|脱贫|贫困|监测|困难|低保|残疾|老人|学生|儿童|患|群众|村民|信访|来访|来信|来电|上访|投诉|举报|反映|诉求|求助|咨询人|原告|被告|上诉人|原审|反诉|当事人|第三人|病人|伤者|死者|逝者|失主|产妇|孕|婴|幼|新生儿|孤儿|父|母|监护人|遗属|新郎|新娘|男方|女方|走失|流浪|服刑|矫正|违法|违章|肇事|嫌疑)/u;

/** Heads of those to whom something is granted, sold or paid: private where no post stands beside them. */
const granted =
  /^(?:申请(?:人|者|户|对象)|申领|领取|领款|购(?:房|机|车|买)|买方|卖方|买受|出卖|借款|担保|承租|租户|承包|流转|业主|房主|车主|产权|权利人|缴费|参保|参合|投保|捐|中签|摇号|轮候|农户|养殖|种植|搬迁|拆迁|安置|失业|就业|求职|毕业生|退役|优抚|烈属|军属|居民|住户|驾驶人|家长|家属|亲属|配偶|子女)/u;

/** Heads that say of a table that it lists a staff. */
const post =
  /职务|职责|分工|分管|科室|处室|部门|内设|警号|执法|办公(?:室)?(?:电话|地点)|房间号|值班|带班|河长|湖长/u;

/** Whether a column of persons keeps its names private beside columns of persons in office. */
export const isPrivateHead = (header: string): boolean => ownMatter.test(header);
export const isGrantedHead = (header: string): boolean => granted.test(header);
export const isPostHead = (header: string): boolean => post.test(header);

/** What stands in a table as the author of what won a prize. */
export const worksBeside = /学校|班级|年级|学院|院系|辅导|指导/u;
export const ofPrizes =
  /(?:获奖|竞赛|大赛|比赛|征文|展评|评选结果|学生|青少年|少儿|少年|儿童|幼儿|中小学|大学生)/u;
